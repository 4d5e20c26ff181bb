Attribute VB_Name = "CbExamples"
' An example of every cell function: text, until the user switches them on.
Option Explicit

' Shows them, calculates every example beside its expected result, and tells the function wizard what each does.
Public Sub CbShowExamples()
    Dim cells As Range
    Dim row As Long
    On Error GoTo Failed
    Set cells = ThisWorkbook.Names("fn_examples").RefersToRange
    cells.Worksheet.Visible = xlSheetVisible
    Application.Goto cells.Cells(1, 1), True
    If Not CbAddInIsLoaded() Then
        MsgBox CbSentence("no_addin"), vbExclamation, CbSentence("title")
        Exit Sub
    End If
    For row = 1 To cells.Rows.Count
        If Len(cells.Cells(row, 1).Value) > 0 Then
            Describe cells, row
            Calculate cells.Cells(row, 6), CStr(cells.Cells(row, 4).Value)
        End If
    Next row
    Exit Sub
Failed:
    MsgBox CbSentence("no_examples"), vbExclamation, CbSentence("title")
End Sub

' Formula2 spills; an Excel without it shows the first cell. The cell is an Object, so that the name is looked up when
' the line runs: on a Range, an Excel before 2021 would not compile this module at all.
Private Sub Calculate(ByVal cell As Object, ByVal formula As String)
    On Error GoTo Older
    cell.Formula2 = formula
    Exit Sub
Older:
    On Error Resume Next
    cell.Formula = formula
End Sub

' Excel keeps these texts with the workbook.
Private Sub Describe(ByVal cells As Range, ByVal row As Long)
    Dim helps As Variant
    helps = Split(CStr(cells.Cells(row, 3).Value), vbLf)
    On Error Resume Next
    Application.MacroOptions Macro:=CStr(cells.Cells(row, 1).Value), Description:=CStr(cells.Cells(row, 2).Value), _
        Category:=CbSentence("title"), ArgumentDescriptions:=helps
End Sub
