Attribute VB_Name = "CbMacros"
' Generated from the schema by workbook/build/vba.py; edit it there.
Option Explicit

Public Sub CbFind()
    CbRunCommand "find"
End Sub

Public Sub CbCardOpen()
    CbRunCommand "card_open"
End Sub

Public Sub CbCardPrevious()
    CbRunCommand "card_previous"
End Sub

Public Sub CbCardNext()
    CbRunCommand "card_next"
End Sub

Public Sub CbCardSave()
    CbRunCommand "card_save"
End Sub

Public Sub CbRefresh()
    CbRunCommand "refresh"
End Sub

Public Sub CbCheck()
    CbRunCommand "check"
End Sub

Public Sub CbAnalyse()
    CbRunCommand "analyse"
End Sub

Public Sub CbPlan()
    CbRunCommand "plan"
End Sub

Public Sub CbPlanConfirm()
    CbRunCommand "plan_confirm"
End Sub

Public Sub CbMonthReport()
    CbRunCommand "month_report"
End Sub

Public Sub CbClose()
    CbRunCommand "close"
End Sub

Public Sub CbHandover()
    CbRunCommand "handover"
End Sub

Public Sub CbLog()
    CbRunCommand "log"
End Sub

Public Sub CbMail()
    CbRunCommand "mail"
End Sub

Public Sub CbMailFirst()
    CbRunWith "mail", ", purpose='first'"
End Sub

Public Sub CbMailNews()
    CbRunWith "mail", ", purpose='news'"
End Sub

Public Sub CbMailBirthday()
    CbRunWith "mail", ", purpose='birthday'"
End Sub

Public Sub CbMailDunning()
    CbRunWith "mail", ", purpose='dunning'"
End Sub

Public Sub CbMailStatement()
    CbRunWith "mail", ", purpose='statement'"
End Sub

Public Sub CbMailSatisfaction()
    CbRunWith "mail", ", purpose='satisfaction'"
End Sub

Public Sub CbLabels()
    CbRunCommand "labels"
End Sub

Public Sub CbExpress()
    CbRunCommand "express"
End Sub

Public Sub CbStatement()
    CbRunCommand "statement"
End Sub

Public Sub CbMoveOn()
    CbRunCommand "move_on"
End Sub

Public Sub CbKeyaccount()
    CbRunCommand "keyaccount"
End Sub

Public Sub CbArchive()
    CbRunCommand "archive"
End Sub

Public Sub CbEntrySave()
    CbRunCommand "entry_save"
End Sub

Public Sub CbPreview()
    CbRunCommand "preview"
End Sub

Public Sub CbPreviewCustomers()
    CbRunWith "preview", ", into='customers'"
End Sub

Public Sub CbPreviewTransactions()
    CbRunWith "preview", ", into='transactions'"
End Sub

Public Sub CbPreviewPayments()
    CbRunWith "preview", ", into='payments'"
End Sub

Public Sub CbPreviewVisits()
    CbRunWith "preview", ", into='visits'"
End Sub

Public Sub CbImport()
    CbRunCommand "import"
End Sub

Public Sub CbUndo()
    CbRunCommand "undo"
End Sub

Public Sub CbDuplicates()
    CbRunCommand "duplicates"
End Sub

Public Sub CbMerge()
    CbRunCommand "merge"
End Sub

Public Sub CbShare()
    CbRunCommand "share"
End Sub

Public Sub CbCollect()
    CbRunCommand "collect"
End Sub

Public Sub CbCollectConfirm()
    CbRunCommand "collect_confirm"
End Sub

Public Sub CbPerson()
    CbRunCommand "person"
End Sub

Public Sub CbPersonErase()
    CbRunCommand "person_erase"
End Sub

Public Sub CbClearSample()
    CbRunCommand "clear_sample"
End Sub

Public Sub CbShowAdmin()
    CbShowView "admin"
End Sub

Public Sub CbShowSales()
    CbShowView "sales"
End Sub

Public Sub CbShowManager()
    CbShowView "manager"
End Sub

Public Sub CbShowAll()
    CbShowView "all"
End Sub
