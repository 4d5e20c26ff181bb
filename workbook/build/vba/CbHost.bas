Attribute VB_Name = "CbHost"
' The one seam between this workbook and Python: the xlwings add-in, called by name.
' No reference to it and no copy of it is kept here, so a shared book opens for everyone.
Option Explicit

Private Const ADD_IN As String = "xlwings.xlam"

' Runs one line of Python. True when the add-in took it; False after telling the user why not.
Public Function CbRunPython(ByVal code As String) As Boolean
    If Not CbAddInIsLoaded() Then
        MsgBox CbSentence("no_addin"), vbExclamation, CbSentence("title")
        Exit Function
    End If
    On Error GoTo Failed
    Application.Run ADD_IN & "!RunPython", code
    CbRunPython = True
    Exit Function
Failed:
    MsgBox CbSentence("not_started") & vbLf & vbLf & Err.Description, vbExclamation, CbSentence("title")
End Function

' The Python that the add-in keeps running for cell functions; nothing where there is no add-in.
Public Function CbPython() As Object
    If CbAddInIsLoaded() Then Set CbPython = Application.Run(ADD_IN & "!XLPy")
End Function

' Asked before every call: Application.Run with the name of a file that is not open
' would open whatever file of that name lies in the current folder.
Public Function CbAddInIsLoaded() As Boolean
    Dim found As Object
    On Error Resume Next
    Set found = Application.Workbooks(ADD_IN)
    CbAddInIsLoaded = Not found Is Nothing
End Function
