Attribute VB_Name = "CbRun"
' What happens between a click on the ribbon and Python.
Option Explicit

' Runs the command with this key on this workbook.
Public Sub CbRunCommand(ByVal key As String)
    CbRunWith key, ""
End Sub

' The same with options, as they stand behind the key in the Python call: , into='payments'
Public Sub CbRunWith(ByVal key As String, ByVal options As String)
    Dim said As String
    If Len(ThisWorkbook.Path) = 0 Then
        MsgBox CbSentence("unsaved"), vbExclamation, CbSentence("title")
        Exit Sub
    End If
    ' The add-in works on the active workbook, and a macro can be started while another one is active.
    ThisWorkbook.Activate
    ' The answer to the click: Python takes a moment to start, and then speaks here itself.
    said = CbStarting(key)
    Application.StatusBar = said
#If Mac Then
    ' Here the call returns at once, having written its own English word; the command hands the bar back when it ends.
    If CbRunPython(CbLine(key, options)) Then
        Application.StatusBar = said
    Else
        Application.StatusBar = False
    End If
#Else
    CbRunPython CbLine(key, options)
    Application.StatusBar = False
#End If
End Sub

Private Function CbLine(ByVal key As String, ByVal options As String) As String
    CbLine = "import macros.host; macros.host.run('" & key & "'" & options & ")"
End Function
