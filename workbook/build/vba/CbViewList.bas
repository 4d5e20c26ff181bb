Attribute VB_Name = "CbViewList"
' Generated from the schema by workbook/build/vba.py; edit it there.
Option Explicit

Public Function CbViewMarks(ByVal view As String) As String
    Dim s As String
    Select Case view
    Case "admin"
        s = "|" & "tblToday|" & "tblCustomers|" & "tblContacts|" & "tblTransactions|" & "tblVisits|"
        s = s & "tblReminders|" & "tblProblems|" & "tblLeadPreview|" & "tblLeadColumns|" & "tblDuplicates|"
        s = s & "tblProfiles|" & "tblFamily|" & "tblAnniversaries|" & "tblBankProfiles|" & "tblProducts|"
        s = s & "tblPayments|" & "tblContracts|" & "tblReconciliations|" & "tblComplaints|"
        s = s & "tblSatisfaction|" & "tblSuggestions|" & "tblActivities|" & "tblParticipants|"
        s = s & "tblImportLog|" & "dicCustomerKind|" & "=settings|"
    Case "sales"
        s = "|" & "tblToday|" & "tblCustomers|" & "tblContacts|" & "tblTransactions|" & "tblVisits|"
        s = s & "tblReminders|" & "tblProfiles|" & "tblFamily|" & "tblAnniversaries|" & "tblComplaints|"
        s = s & "tblSatisfaction|" & "tblOpportunities|" & "tblDecisionChain|" & "tblCompetitors|"
        s = s & "tblSurveys|" & "tblSweeps|"
    Case "manager"
        s = "|" & "tblToday|" & "tblCustomers|" & "tblContacts|" & "tblTransactions|" & "tblVisits|"
        s = s & "tblReminders|" & "tblProblems|" & "tblProfiles|" & "tblIndustryNotes|" & "tblProducts|"
        s = s & "tblPayments|" & "tblContracts|" & "tblReconciliations|" & "tblComplaints|"
        s = s & "tblSatisfaction|" & "tblSuggestions|" & "tblActivities|" & "tblParticipants|"
        s = s & "tblOpportunities|" & "tblDecisionChain|" & "tblRisks|" & "tblCompetitors|" & "tblMarkets|"
        s = s & "tblSurveys|" & "tblSweeps|" & "tblScorecards|" & "tblTargets|" & "tblReports|"
        s = s & "tblReminderHistory|" & "tblGradeHistory|" & "tblImportLog|"
    Case "all"
        s = "|" & "tblToday|" & "tblCustomers|" & "tblContacts|" & "tblTransactions|" & "tblVisits|"
        s = s & "tblReminders|" & "tblProblems|" & "tblLeadPreview|" & "tblLeadColumns|" & "tblDuplicates|"
        s = s & "tblProfiles|" & "tblFamily|" & "tblAnniversaries|" & "tblBankProfiles|" & "tblIndustryNotes|"
        s = s & "tblProducts|" & "tblPayments|" & "tblContracts|" & "tblReconciliations|" & "tblComplaints|"
        s = s & "tblSatisfaction|" & "tblSuggestions|" & "tblActivities|" & "tblParticipants|"
        s = s & "tblOpportunities|" & "tblDecisionChain|" & "tblRisks|" & "tblCompetitors|" & "tblMarkets|"
        s = s & "tblSurveys|" & "tblSweeps|" & "tblScorecards|" & "tblTargets|" & "tblReports|"
        s = s & "tblReminderHistory|" & "tblGradeHistory|" & "tblStageHistory|" & "tblCreditChanges|"
        s = s & "tblComposition|" & "tblConcentration|" & "tblMonthly|" & "tblProductAnalysis|"
        s = s & "tblPipeline|" & "tblReceivables|" & "tblPrices|" & "tblStock|" & "tblSourceAnalysis|"
        s = s & "tblTeam|" & "tblWhiteSpace|" & "tblScores|" & "tblPortrait|" & "tblVisitPlan|"
        s = s & "tblPreVisit|" & "tblDailyReport|" & "tblWeekReport|" & "tblImportLog|" & "dicCustomerKind|"
        s = s & "=settings|"
    End Select
    CbViewMarks = s
End Function
