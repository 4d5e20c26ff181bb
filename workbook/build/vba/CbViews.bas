Attribute VB_Name = "CbViews"
' Views: which of the book's own sheets show. Sheets the user added, the home sheet and very hidden ones are left alone.
Option Explicit

Public Sub CbShowView(ByVal view As String)
    Dim sheet As Worksheet
    On Error GoTo Failed
    Application.ScreenUpdating = False
    ' First show, then hide: a workbook cannot be left without a visible sheet.
    For Each sheet In ThisWorkbook.Worksheets
        If IsOurs(sheet) Then
            If BelongsTo(sheet, view) Then sheet.Visible = xlSheetVisible
        End If
    Next sheet
    For Each sheet In ThisWorkbook.Worksheets
        If IsOurs(sheet) Then
            If Not BelongsTo(sheet, view) Then sheet.Visible = xlSheetHidden
        End If
    Next sheet
    Application.ScreenUpdating = True
    Exit Sub
Failed:
    Application.ScreenUpdating = True
    MsgBox CbSentence("view_failed"), vbExclamation, CbSentence("title")
End Sub

Private Function IsOurs(ByVal sheet As Worksheet) As Boolean
    If sheet.Visible = xlSheetVeryHidden Then Exit Function
    IsOurs = BelongsTo(sheet, "all")
End Function

' A sheet belongs to a view when it holds one of the view's tables or named cells.
Private Function BelongsTo(ByVal sheet As Worksheet, ByVal view As String) As Boolean
    Dim marks As String
    Dim table As ListObject
    marks = CbViewMarks(view)
    For Each table In sheet.ListObjects
        If InStr(1, marks, "|" & table.Name & "|", vbTextCompare) > 0 Then
            BelongsTo = True
            Exit Function
        End If
    Next table
    If InStr(1, marks, "|=settings|", vbTextCompare) > 0 Then BelongsTo = HoldsSettings(sheet)
End Function

Private Function HoldsSettings(ByVal sheet As Worksheet) As Boolean
    Dim cell As Range
    On Error Resume Next
    Set cell = ThisWorkbook.Names("set_as_of").RefersToRange
    If Not cell Is Nothing Then HoldsSettings = (cell.Worksheet.Name = sheet.Name)
End Function
