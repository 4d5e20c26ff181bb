Attribute VB_Name = "CbHost"
' The one seam between this workbook and Python: the xlwings add-in, called by name.
' No reference to it and no copy of it is kept here, so a shared book opens for everyone.
Option Explicit

Private Const ADD_IN As String = "xlwings.xlam"
' Excel gives up on the Python that is kept running after a minute and a half; a book of more rows than this may take
' as long, and gets a process of its own, which costs a second or two of start and may take all the time it needs.
Private Const MANY_ROWS As Long = 50000

' Runs one line of Python. True when the add-in took it; False after telling the user why not.
Public Function CbRunPython(ByVal code As String) As Boolean
    Dim server As Range
    Dim answer As Variant
    Dim why As String
    If Not CbAddInIsLoaded() Then
        MsgBox CbSentence("no_addin"), vbExclamation, CbSentence("title")
        Exit Function
    End If
#If Not Mac Then
    If CbRows() > MANY_ROWS Then Set server = CbServerSwitch()
#End If
    On Error GoTo Failed
    If Not server Is Nothing Then server.Value = "FALSE"
    answer = Application.Run(ADD_IN & "!RunPython", code)
    If Not server Is Nothing Then server.Value = "TRUE"
    ' -1: Python ended with an error, which the add-in has shown in its own words.
    CbRunPython = (CStr(answer) <> "-1")
    If Not CbRunPython Then MsgBox CbSentence("not_started"), vbExclamation, CbSentence("title")
    Exit Function
Failed:
    why = Err.Description
    On Error Resume Next
    If Not server Is Nothing Then server.Value = "TRUE"
    On Error GoTo 0
    MsgBox CbSentence("not_started") & vbLf & vbLf & why, vbExclamation, CbSentence("title")
End Function

' How many rows a command may have to go through: those of every table, and of a pasted list.
Private Function CbRows() As Long
    Dim sheet As Worksheet
    Dim table As ListObject
    On Error Resume Next
    For Each sheet In ThisWorkbook.Worksheets
        For Each table In sheet.ListObjects
            CbRows = CbRows + table.ListRows.Count
        Next table
        If sheet.CodeName = "shtLeads" Then CbRows = CbRows + sheet.UsedRange.Rows.Count
    Next sheet
End Function

' The cell by which the add-in sees that Python is kept running; nothing where it is not.
Private Function CbServerSwitch() As Range
    Dim sheet As Worksheet
    Dim row As Long
    On Error GoTo Failed
    Set sheet = ThisWorkbook.Worksheets("xlwings.conf")
    For row = 1 To 20
        If UCase$(CStr(sheet.Cells(row, 1).Value)) = "USE UDF SERVER" Then
            If UCase$(CStr(sheet.Cells(row, 2).Value)) = "TRUE" Then Set CbServerSwitch = sheet.Cells(row, 2)
            Exit Function
        End If
    Next row
Failed:
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
