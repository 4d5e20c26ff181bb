Attribute VB_Name = "CbWatch"
' The only thing that runs by itself: three cells that answer when something is typed into them, and the links to cards.
' Typing anywhere else costs one comparison of texts.
Option Explicit

' Called for every change on any sheet.
Public Sub CbChanged(ByVal sheet As Object, ByVal target As Object)
    On Error GoTo Quiet
    Select Case sheet.CodeName
    Case "shtHome"
        If IsCell(target, "home_find") Then CbAnswer "find", ", cell='home_find'"
    Case "shtFind"
        If IsCell(target, "find_text") Then CbAnswer "find", ", cell='find_text'"
    Case "shtCard"
        If IsCell(target, "card_find") Then CbAnswer "card_open", ""
    Case "shtEntry"
        If IsCell(target, "entry_customer_name") Then CbAnswer "alike", ""
    End Select
Quiet:
End Sub

' A link to the yellow cell of cards: the clicked row says whose card it is.
Public Sub CbFollowed(ByVal sheet As Object, ByVal address As String)
    If address <> "card_find" Then Exit Sub
    If Not CbAddInIsLoaded() Then Exit Sub
    On Error GoTo Quiet
    sheet.Activate
    CbRunCommand "card_open"
Quiet:
End Sub

' Where no Python can answer, the formula beside the cell has done so already, and nobody is told anything.
Private Sub CbAnswer(ByVal key As String, ByVal options As String)
    If Len(ThisWorkbook.Path) = 0 Then Exit Sub
    If Not CbAddInIsLoaded() Then Exit Sub
    CbRunWith key, options
End Sub

' Whether something was typed into the cell of this name; a book without the name has no such cell.
Private Function IsCell(ByVal target As Object, ByVal name As String) As Boolean
    Dim cell As Object
    Dim named As Object
    If target.Rows.Count > 1 Then Exit Function
    On Error GoTo Missing
    Set cell = target.Cells(1, 1)
    Set named = ThisWorkbook.Names(name).RefersToRange
    If cell.Address <> named.Cells(1, 1).Address Then Exit Function
    IsCell = (Len(CStr(cell.Value)) > 0)
Missing:
End Function
