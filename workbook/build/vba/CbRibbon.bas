Attribute VB_Name = "CbRibbon"
' Generated from the schema by workbook/build/vba.py; edit it there.
Option Explicit

Public Sub CbDoFind(control As IRibbonControl)
    CbRunCommand "find"
End Sub

Public Sub CbDoCardOpen(control As IRibbonControl)
    CbRunCommand "card_open"
End Sub

Public Sub CbDoCardPrevious(control As IRibbonControl)
    CbRunCommand "card_previous"
End Sub

Public Sub CbDoCardNext(control As IRibbonControl)
    CbRunCommand "card_next"
End Sub

Public Sub CbDoCardSave(control As IRibbonControl)
    CbRunCommand "card_save"
End Sub

Public Sub CbDoRefresh(control As IRibbonControl)
    CbRunCommand "refresh"
End Sub

Public Sub CbDoCheck(control As IRibbonControl)
    CbRunCommand "check"
End Sub

Public Sub CbDoAnalyse(control As IRibbonControl)
    CbRunCommand "analyse"
End Sub

Public Sub CbDoPlan(control As IRibbonControl)
    CbRunCommand "plan"
End Sub

Public Sub CbDoPlanConfirm(control As IRibbonControl)
    CbRunCommand "plan_confirm"
End Sub

Public Sub CbDoMonthReport(control As IRibbonControl)
    CbRunCommand "month_report"
End Sub

Public Sub CbDoClose(control As IRibbonControl)
    CbRunCommand "close"
End Sub

Public Sub CbDoHandover(control As IRibbonControl)
    CbRunCommand "handover"
End Sub

Public Sub CbDoLog(control As IRibbonControl)
    CbRunCommand "log"
End Sub

Public Sub CbDoMail(control As IRibbonControl)
    CbRunCommand "mail"
End Sub

Public Sub CbDoMailFirst(control As IRibbonControl)
    CbRunWith "mail", ", purpose='first'"
End Sub

Public Sub CbDoMailNews(control As IRibbonControl)
    CbRunWith "mail", ", purpose='news'"
End Sub

Public Sub CbDoMailBirthday(control As IRibbonControl)
    CbRunWith "mail", ", purpose='birthday'"
End Sub

Public Sub CbDoMailDunning(control As IRibbonControl)
    CbRunWith "mail", ", purpose='dunning'"
End Sub

Public Sub CbDoMailStatement(control As IRibbonControl)
    CbRunWith "mail", ", purpose='statement'"
End Sub

Public Sub CbDoMailSatisfaction(control As IRibbonControl)
    CbRunWith "mail", ", purpose='satisfaction'"
End Sub

Public Sub CbDoLabels(control As IRibbonControl)
    CbRunCommand "labels"
End Sub

Public Sub CbDoExpress(control As IRibbonControl)
    CbRunCommand "express"
End Sub

Public Sub CbDoStatement(control As IRibbonControl)
    CbRunCommand "statement"
End Sub

Public Sub CbDoMoveOn(control As IRibbonControl)
    CbRunCommand "move_on"
End Sub

Public Sub CbDoKeyaccount(control As IRibbonControl)
    CbRunCommand "keyaccount"
End Sub

Public Sub CbDoArchive(control As IRibbonControl)
    CbRunCommand "archive"
End Sub

Public Sub CbDoEntrySave(control As IRibbonControl)
    CbRunCommand "entry_save"
End Sub

Public Sub CbDoPreview(control As IRibbonControl)
    CbRunCommand "preview"
End Sub

Public Sub CbDoPreviewCustomers(control As IRibbonControl)
    CbRunWith "preview", ", into='customers'"
End Sub

Public Sub CbDoPreviewTransactions(control As IRibbonControl)
    CbRunWith "preview", ", into='transactions'"
End Sub

Public Sub CbDoPreviewPayments(control As IRibbonControl)
    CbRunWith "preview", ", into='payments'"
End Sub

Public Sub CbDoPreviewVisits(control As IRibbonControl)
    CbRunWith "preview", ", into='visits'"
End Sub

Public Sub CbDoImport(control As IRibbonControl)
    CbRunCommand "import"
End Sub

Public Sub CbDoUndo(control As IRibbonControl)
    CbRunCommand "undo"
End Sub

Public Sub CbDoDuplicates(control As IRibbonControl)
    CbRunCommand "duplicates"
End Sub

Public Sub CbDoMerge(control As IRibbonControl)
    CbRunCommand "merge"
End Sub

Public Sub CbDoShare(control As IRibbonControl)
    CbRunCommand "share"
End Sub

Public Sub CbDoCollect(control As IRibbonControl)
    CbRunCommand "collect"
End Sub

Public Sub CbDoCollectConfirm(control As IRibbonControl)
    CbRunCommand "collect_confirm"
End Sub

Public Sub CbDoPerson(control As IRibbonControl)
    CbRunCommand "person"
End Sub

Public Sub CbDoPersonErase(control As IRibbonControl)
    CbRunCommand "person_erase"
End Sub

Public Sub CbDoClearSample(control As IRibbonControl)
    CbRunCommand "clear_sample"
End Sub

Public Sub CbViewAdmin(control As IRibbonControl)
    CbShowView "admin"
End Sub

Public Sub CbViewSales(control As IRibbonControl)
    CbShowView "sales"
End Sub

Public Sub CbViewManager(control As IRibbonControl)
    CbShowView "manager"
End Sub

Public Sub CbViewAll(control As IRibbonControl)
    CbShowView "all"
End Sub

Public Sub CbViewExamples(control As IRibbonControl)
    CbShowExamples
End Sub
