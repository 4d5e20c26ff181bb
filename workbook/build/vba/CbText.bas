Attribute VB_Name = "CbText"
' Generated from the schema by workbook/build/vba.py; edit it there.
Option Explicit

Public Function CbSentence(ByVal key As String) As String
    Dim s As String
    Select Case key
    Case "title"
        If CbInChinese() Then
            s = ChrW(23458) & ChrW(25143) & ChrW(31807)
        Else
            s = "Customer Book"
        End If
    Case "no_addin"
        If CbInChinese() Then
            s = ChrW(27809) & ChrW(26377) & ChrW(25214) & ChrW(21040) & " xlwings " & ChrW(21152) & ChrW(36733)
            s = s & ChrW(39033) & ChrW(65292) & ChrW(25353) & ChrW(38062) & ChrW(26242) & ChrW(26102) & ChrW(19981)
            s = s & ChrW(33021) & ChrW(29992) & ChrW(65307) & ChrW(34920) & ChrW(26684) & ChrW(26412) & ChrW(36523)
            s = s & ChrW(29031) & ChrW(24120) & ChrW(21487) & ChrW(29992) & ChrW(12290) & vbLf & vbLf & ChrW(35831)
            s = s & ChrW(22312) & ChrW(23458) & ChrW(25143) & ChrW(31807) & ChrW(31243) & ChrW(24207) & ChrW(30340)
            s = s & ChrW(25991) & ChrW(20214) & ChrW(22841) & ChrW(37324) & ChrW(36816) & ChrW(34892) & ChrW(19968)
            s = s & ChrW(27425) & ChrW(19979) & ChrW(38754) & ChrW(30340) & ChrW(21629) & ChrW(20196) & ChrW(65292)
            s = s & ChrW(28982) & ChrW(21518) & ChrW(37325) & ChrW(26032) & ChrW(25171) & ChrW(24320) & " Excel"
            s = s & ChrW(65306) & vbLf & vbLf & "uv run customer-book install" & vbLf & vbLf & ChrW(27809)
            s = s & ChrW(26377) & ChrW(36825) & ChrW(20010) & ChrW(25991) & ChrW(20214) & ChrW(22841) & ChrW(65311)
            s = s & ChrW(35831) & ChrW(21521) & ChrW(25552) & ChrW(20379) & ChrW(32773) & ChrW(32034) & ChrW(21462)
            s = s & ChrW(12290)
        Else
            s = "The xlwings add-in is not loaded, so the buttons cannot work yet; the book itself stays usable."
            s = s & vbLf & vbLf
            s = s & "Run this once in the folder of the customer book's program, then open Excel again:" & vbLf
            s = s & vbLf & "uv run customer-book install" & vbLf & vbLf
            s = s & "No such folder? Ask whoever gave you this book."
        End If
    Case "not_started"
        If CbInChinese() Then
            s = "Python " & ChrW(27809) & ChrW(26377) & ChrW(21551) & ChrW(21160) & ChrW(12290) & ChrW(35831)
            s = s & ChrW(36816) & ChrW(34892) & " uv run customer-book doctor" & ChrW(65292) & ChrW(23427)
            s = s & ChrW(20250) & ChrW(35828) & ChrW(26126) & ChrW(19979) & ChrW(19968) & ChrW(27493) & ChrW(12290)
        Else
            s = "Python did not start. Run uv run customer-book doctor: it says what to do next."
        End If
    Case "unsaved"
        If CbInChinese() Then
            s = ChrW(35831) & ChrW(20808) & ChrW(25226) & ChrW(23458) & ChrW(25143) & ChrW(31807) & ChrW(20445)
            s = s & ChrW(23384) & ChrW(21040) & ChrW(30913) & ChrW(30424) & ChrW(65292) & ChrW(20877) & ChrW(25353)
            s = s & ChrW(36825) & ChrW(20010) & ChrW(25353) & ChrW(38062) & ChrW(12290)
        Else
            s = "Save the book to disk first, then press this button."
        End If
    Case "no_examples"
        If CbInChinese() Then
            s = ChrW(25214) & ChrW(19981) & ChrW(21040) & ChrW(20989) & ChrW(25968) & ChrW(31034) & ChrW(20363)
            s = s & ChrW(34920) & ChrW(65292) & ChrW(21487) & ChrW(33021) & ChrW(34987) & ChrW(21024) & ChrW(38500)
            s = s & ChrW(20102) & ChrW(65307) & ChrW(21487) & ChrW(20197) & ChrW(29992) & " customer-book new "
            s = s & ChrW(26032) & ChrW(24314) & ChrW(19968) & ChrW(26412) & ChrW(20877) & ChrW(22797) & ChrW(21046)
            s = s & ChrW(36807) & ChrW(26469) & ChrW(12290)
        Else
            s = "The sheet of function examples is gone; make a new book with customer-book new and copy it from there."
        End If
    Case "view_failed"
        If CbInChinese() Then
            s = ChrW(26080) & ChrW(27861) & ChrW(20999) & ChrW(25442) & ChrW(35270) & ChrW(22270) & ChrW(65306)
            s = s & ChrW(24037) & ChrW(20316) & ChrW(31807) & ChrW(30340) & ChrW(32467) & ChrW(26500) & ChrW(21463)
            s = s & ChrW(20445) & ChrW(25252) & ChrW(12290) & ChrW(35831) & ChrW(22312) & ChrW(8220) & ChrW(23457)
            s = s & ChrW(38405) & ChrW(8221) & ChrW(37324) & ChrW(21462) & ChrW(28040) & ChrW(20445) & ChrW(25252)
            s = s & ChrW(24037) & ChrW(20316) & ChrW(31807) & ChrW(65292) & ChrW(20877) & ChrW(35797) & ChrW(19968)
            s = s & ChrW(27425) & ChrW(12290)
        Else
            s = "The view cannot be switched: the workbook's structure is protected. Unprotect it under Review, then try again."
        End If
    End Select
    CbSentence = s
End Function

Public Function CbStarting(ByVal key As String) As String
    Dim s As String
    Select Case key
    Case "find"
        If CbInChinese() Then
            s = ChrW(25214) & ChrW(23458) & ChrW(25143) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491)
            s = s & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Find " & ChrW(8230) & " (starting Python)"
        End If
    Case "card_open"
        If CbInChinese() Then
            s = ChrW(25171) & ChrW(24320) & ChrW(23458) & ChrW(25143) & ChrW(21345) & " " & ChrW(8230)
            s = s & ChrW(65288) & ChrW(27491) & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Open card " & ChrW(8230) & " (starting Python)"
        End If
    Case "card_previous"
        If CbInChinese() Then
            s = ChrW(19978) & ChrW(19968) & ChrW(20301) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491)
            s = s & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Previous card " & ChrW(8230) & " (starting Python)"
        End If
    Case "card_next"
        If CbInChinese() Then
            s = ChrW(19979) & ChrW(19968) & ChrW(20301) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491)
            s = s & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Next card " & ChrW(8230) & " (starting Python)"
        End If
    Case "card_save"
        If CbInChinese() Then
            s = ChrW(23384) & ChrW(22238) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491) & ChrW(22312)
            s = s & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Save card " & ChrW(8230) & " (starting Python)"
        End If
    Case "refresh"
        If CbInChinese() Then
            s = ChrW(21047) & ChrW(26032) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491) & ChrW(22312)
            s = s & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Refresh " & ChrW(8230) & " (starting Python)"
        End If
    Case "check"
        If CbInChinese() Then
            s = ChrW(26816) & ChrW(26597) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491) & ChrW(22312)
            s = s & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Check " & ChrW(8230) & " (starting Python)"
        End If
    Case "analyse"
        If CbInChinese() Then
            s = ChrW(20998) & ChrW(26512) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491) & ChrW(22312)
            s = s & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Analyse " & ChrW(8230) & " (starting Python)"
        End If
    Case "plan"
        If CbInChinese() Then
            s = ChrW(21608) & ChrW(35745) & ChrW(21010) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491)
            s = s & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Week's plan " & ChrW(8230) & " (starting Python)"
        End If
    Case "plan_confirm"
        If CbInChinese() Then
            s = ChrW(30830) & ChrW(35748) & ChrW(21608) & ChrW(35745) & ChrW(21010) & " " & ChrW(8230)
            s = s & ChrW(65288) & ChrW(27491) & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Confirm the plan " & ChrW(8230) & " (starting Python)"
        End If
    Case "month_report"
        If CbInChinese() Then
            s = ChrW(26376) & ChrW(25253) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491) & ChrW(22312)
            s = s & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Month report " & ChrW(8230) & " (starting Python)"
        End If
    Case "close"
        If CbInChinese() Then
            s = ChrW(26376) & ChrW(32467) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491) & ChrW(22312)
            s = s & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Close a month " & ChrW(8230) & " (starting Python)"
        End If
    Case "handover"
        If CbInChinese() Then
            s = ChrW(20132) & ChrW(25509) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491) & ChrW(22312)
            s = s & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Hand over " & ChrW(8230) & " (starting Python)"
        End If
    Case "log"
        If CbInChinese() Then
            s = ChrW(35760) & ChrW(19968) & ChrW(31508) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491)
            s = s & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Log a call " & ChrW(8230) & " (starting Python)"
        End If
    Case "mail"
        If CbInChinese() Then
            s = ChrW(20889) & ChrW(20449) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491) & ChrW(22312)
            s = s & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Write " & ChrW(8230) & " (starting Python)"
        End If
    Case "labels"
        If CbInChinese() Then
            s = ChrW(26631) & ChrW(31614) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491) & ChrW(22312)
            s = s & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Labels " & ChrW(8230) & " (starting Python)"
        End If
    Case "express"
        If CbInChinese() Then
            s = ChrW(24555) & ChrW(36882) & ChrW(21333) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491)
            s = s & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Parcels " & ChrW(8230) & " (starting Python)"
        End If
    Case "statement"
        If CbInChinese() Then
            s = ChrW(23545) & ChrW(36134) & ChrW(21333) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491)
            s = s & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Statement " & ChrW(8230) & " (starting Python)"
        End If
    Case "move_on"
        If CbInChinese() Then
            s = ChrW(39318) & ChrW(21333) & ChrW(36716) & ChrW(27491) & " " & ChrW(8230) & ChrW(65288)
            s = s & ChrW(27491) & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Move on buyers " & ChrW(8230) & " (starting Python)"
        End If
    Case "keyaccount"
        If CbInChinese() Then
            s = ChrW(37325) & ChrW(28857) & ChrW(23458) & ChrW(25143) & ChrW(39029) & " " & ChrW(8230)
            s = s & ChrW(65288) & ChrW(27491) & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Key account " & ChrW(8230) & " (starting Python)"
        End If
    Case "archive"
        If CbInChinese() Then
            s = ChrW(24402) & ChrW(26723) & "/" & ChrW(24674) & ChrW(22797) & " " & ChrW(8230) & ChrW(65288)
            s = s & ChrW(27491) & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Archive " & ChrW(8230) & " (starting Python)"
        End If
    Case "entry_save"
        If CbInChinese() Then
            s = ChrW(20445) & ChrW(23384) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491) & ChrW(22312)
            s = s & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Save entry " & ChrW(8230) & " (starting Python)"
        End If
    Case "preview"
        If CbInChinese() Then
            s = ChrW(39044) & ChrW(35272) & ChrW(23548) & ChrW(20837) & " " & ChrW(8230) & ChrW(65288)
            s = s & ChrW(27491) & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Preview import " & ChrW(8230) & " (starting Python)"
        End If
    Case "import"
        If CbInChinese() Then
            s = ChrW(30830) & ChrW(35748) & ChrW(23548) & ChrW(20837) & " " & ChrW(8230) & ChrW(65288)
            s = s & ChrW(27491) & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Confirm import " & ChrW(8230) & " (starting Python)"
        End If
    Case "undo"
        If CbInChinese() Then
            s = ChrW(25764) & ChrW(38144) & ChrW(19978) & ChrW(27425) & ChrW(21629) & ChrW(20196) & " "
            s = s & ChrW(8230) & ChrW(65288) & ChrW(27491) & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python"
            s = s & ChrW(65289)
        Else
            s = "Undo last command " & ChrW(8230) & " (starting Python)"
        End If
    Case "duplicates"
        If CbInChinese() Then
            s = ChrW(26597) & ChrW(37325) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491) & ChrW(22312)
            s = s & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Find duplicates " & ChrW(8230) & " (starting Python)"
        End If
    Case "merge"
        If CbInChinese() Then
            s = ChrW(21512) & ChrW(24182) & ChrW(23458) & ChrW(25143) & " " & ChrW(8230) & ChrW(65288)
            s = s & ChrW(27491) & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Merge customers " & ChrW(8230) & " (starting Python)"
        End If
    Case "share"
        If CbInChinese() Then
            s = ChrW(21457) & ChrW(21103) & ChrW(26412) & " " & ChrW(8230) & ChrW(65288) & ChrW(27491)
            s = s & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Hand out copies " & ChrW(8230) & " (starting Python)"
        End If
    Case "collect"
        If CbInChinese() Then
            s = ChrW(25910) & ChrW(22238) & ChrW(21103) & ChrW(26412) & " " & ChrW(8230) & ChrW(65288)
            s = s & ChrW(27491) & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Collect copies " & ChrW(8230) & " (starting Python)"
        End If
    Case "collect_confirm"
        If CbInChinese() Then
            s = ChrW(30830) & ChrW(35748) & ChrW(21512) & ChrW(24182) & " " & ChrW(8230) & ChrW(65288)
            s = s & ChrW(27491) & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Confirm merge " & ChrW(8230) & " (starting Python)"
        End If
    Case "person"
        If CbInChinese() Then
            s = ChrW(23548) & ChrW(20986) & ChrW(20010) & ChrW(20154) & ChrW(36164) & ChrW(26009) & " "
            s = s & ChrW(8230) & ChrW(65288) & ChrW(27491) & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python"
            s = s & ChrW(65289)
        Else
            s = "Export personal data " & ChrW(8230) & " (starting Python)"
        End If
    Case "person_erase"
        If CbInChinese() Then
            s = ChrW(21024) & ChrW(38500) & ChrW(20010) & ChrW(20154) & ChrW(36164) & ChrW(26009) & " "
            s = s & ChrW(8230) & ChrW(65288) & ChrW(27491) & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python"
            s = s & ChrW(65289)
        Else
            s = "Erase personal data " & ChrW(8230) & " (starting Python)"
        End If
    Case "clear_sample"
        If CbInChinese() Then
            s = ChrW(28165) & ChrW(38500) & ChrW(31034) & ChrW(20363) & " " & ChrW(8230) & ChrW(65288)
            s = s & ChrW(27491) & ChrW(22312) & ChrW(21551) & ChrW(21160) & " Python" & ChrW(65289)
        Else
            s = "Clear the sample " & ChrW(8230) & " (starting Python)"
        End If
    End Select
    CbStarting = s
End Function

' The book knows its language; where that cell is gone it is Chinese, as the book is by default.
Public Function CbInChinese() As Boolean
    CbInChinese = True
    On Error Resume Next
    CbInChinese = (ThisWorkbook.Names("meta_language").RefersToRange.Value <> "en")
End Function
