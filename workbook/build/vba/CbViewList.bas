Attribute VB_Name = "CbViewList"
' Generated from the schema by workbook/build/vba.py; edit it there.
Option Explicit

Public Function CbViewMarks(ByVal view As String) As String
    Dim s As String
    Select Case view
    Case "admin"
        s = "|" & "tblToday|" & "tblCustomers|" & "tblTransactions|" & "tblReminders|" & "tblProblems|"
        s = s & "tblProducts|" & "tblPayments|" & "tblContracts|" & "tblReconciliations|" & "dicCustomerKind|"
        s = s & "=settings|"
    Case "sales"
        s = "|" & "tblToday|" & "tblCustomers|" & "tblTransactions|" & "tblReminders|"
    Case "manager"
        s = "|" & "tblToday|" & "tblCustomers|" & "tblTransactions|" & "tblReminders|" & "tblProblems|"
        s = s & "tblProducts|" & "tblPayments|" & "tblContracts|" & "tblReconciliations|"
        s = s & "tblReminderHistory|" & "tblGradeHistory|"
    Case "all"
        s = "|" & "tblToday|" & "tblCustomers|" & "tblTransactions|" & "tblReminders|" & "tblProblems|"
        s = s & "tblProducts|" & "tblPayments|" & "tblContracts|" & "tblReconciliations|"
        s = s & "tblReminderHistory|" & "tblGradeHistory|" & "dicCustomerKind|" & "=settings|"
    End Select
    CbViewMarks = s
End Function
