Attribute VB_Name = "CbViews"
' Views: which of the book's own sheets and columns show. Sheets the user added, the home sheet and very hidden ones are left alone.
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
    SwitchColumns view
    Application.ScreenUpdating = True
    Exit Sub
Failed:
    Application.ScreenUpdating = True
    MsgBox CbSentence("view_failed"), vbExclamation, CbSentence("title")
End Sub

' A column that is gone, or on a protected sheet, stays as it is.
Private Sub SwitchColumns(ByVal view As String)
    Dim hidden As String
    Dim names As Variant
    Dim at As Long
    Dim cells As Range
    hidden = CbHiddenColumns(view)
    If view <> "all" Then hidden = hidden & CbFoldedColumns()
    names = Split(CbFoldedColumns() & CbHiddenColumns("admin") & CbHiddenColumns("sales") & CbHiddenColumns("manager"), "|")
    On Error Resume Next
    For at = LBound(names) To UBound(names)
        If Len(names(at)) > 0 Then
            Set cells = Nothing
            Set cells = ThisWorkbook.Names("col_" & names(at)).RefersToRange
            If Not cells Is Nothing Then
                cells.EntireColumn.Hidden = (InStr(1, hidden, "|" & names(at) & "|", vbTextCompare) > 0)
            End If
        End If
    Next at
End Sub

' Excel follows no link to a hidden sheet; here the sheet is shown first. address is 'Sheet name'!A1.
Public Sub CbFollow(ByVal address As String)
    Dim sheet As Worksheet
    Dim name As String
    Dim at As Long
    at = InStrRev(address, "!")
    If at < 2 Then Exit Sub
    name = Left$(address, at - 1)
    If Left$(name, 1) = "'" Then name = Replace(Mid$(name, 2, Len(name) - 2), "''", "'")
    On Error Resume Next
    Set sheet = ThisWorkbook.Worksheets(name)
    On Error GoTo Failed
    If sheet Is Nothing Then Exit Sub
    If sheet.Visible <> xlSheetHidden Then Exit Sub
    sheet.Visible = xlSheetVisible
    Application.Goto sheet.Range(Mid$(address, at + 1))
    Exit Sub
Failed:
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
