Attribute VB_Name = "CbFunctions"
' Generated from the schema by workbook/build/vba.py; edit it there.
Option Explicit

Public Function CB_GRADE(amounts, Optional a_share, Optional b_share)
    CB_GRADE = CallPython("udfs.grading", "cb_grade", Array(amounts, a_share, b_share))
End Function

Public Function CB_TIER(grade, Optional position, Optional credit)
    CB_TIER = CallPython("udfs.grading", "cb_tier", Array(grade, position, credit))
End Function

Public Function CB_VISITS(grade, Optional willingness)
    CB_VISITS = CallPython("udfs.grading", "cb_visits", Array(grade, willingness))
End Function

Public Function CB_NEXTCONTACT(last_touch, Optional rhythm, Optional visits)
    CB_NEXTCONTACT = CallPython("udfs.contacting", "cb_nextcontact", Array(last_touch, rhythm, visits))
End Function

Public Function CB_DECLINE(order_dates, Optional as_of, Optional rhythm, Optional factor)
    If IsMissing(as_of) Then Application.Volatile
    CB_DECLINE = CallPython("udfs.contacting", "cb_decline", Array(order_dates, as_of, rhythm, factor))
End Function

Public Function CB_ORDERS(customer, transactions)
    CB_ORDERS = CallPython("udfs.ordering", "cb_orders", Array(customer, transactions))
End Function

Public Function CB_AMOUNT(customer, transactions)
    CB_AMOUNT = CallPython("udfs.ordering", "cb_amount", Array(customer, transactions))
End Function

Public Function CB_FIRST(customer, transactions)
    CB_FIRST = CallPython("udfs.ordering", "cb_first", Array(customer, transactions))
End Function

Public Function CB_LAST(customer, transactions)
    CB_LAST = CallPython("udfs.ordering", "cb_last", Array(customer, transactions))
End Function

Public Function CB_RFM(recency, frequency, monetary)
    CB_RFM = CallPython("udfs.grading", "cb_rfm", Array(recency, frequency, monetary))
End Function

Public Function CB_MAN(money, authority, intent)
    CB_MAN = CallPython("udfs.grading", "cb_man", Array(money, authority, intent))
End Function

Public Function CB_SCORE(actual, standards, weights, Optional directions)
    CB_SCORE = CallPython("udfs.grading", "cb_score", Array(actual, standards, weights, directions))
End Function

Public Function CB_CREDITLIMIT(credit)
    CB_CREDITLIMIT = CallPython("udfs.settling", "cb_creditlimit", Array(credit))
End Function

Public Function CB_OVERDUE(order_dates, amounts, settlement, Optional paid, Optional as_of)
    If IsMissing(as_of) Then Application.Volatile
    CB_OVERDUE = CallPython("udfs.settling", "cb_overdue", Array(order_dates, amounts, settlement, paid, as_of))
End Function

Public Function CB_PHONE(number)
    CB_PHONE = CallPython("udfs.cleaning", "cb_phone", Array(number))
End Function

Public Function CB_CHECKID(number)
    CB_CHECKID = CallPython("udfs.cleaning", "cb_checkid", Array(number))
End Function

Public Function CB_CHECKTAX(number)
    CB_CHECKTAX = CallPython("udfs.cleaning", "cb_checktax", Array(number))
End Function

Public Function CB_NAMECORE(company)
    CB_NAMECORE = CallPython("udfs.cleaning", "cb_namecore", Array(company))
End Function

Public Function CB_SIMILAR(company, other)
    CB_SIMILAR = CallPython("udfs.cleaning", "cb_similar", Array(company, other))
End Function

Public Function CB_REMINDERS(salesperson, reminders)
    CB_REMINDERS = CallPython("udfs.reminding", "cb_reminders", Array(salesperson, reminders))
End Function

Public Function CB_LUNAR(day, Optional to_solar)
    CB_LUNAR = CallPython("udfs.calendars", "cb_lunar", Array(day, to_solar))
End Function

' Without the add-in a cell shows #NAME?, as any unknown function does; a call that fails shows #VALUE!.
Private Function CallPython(ByVal script As String, ByVal called As String, ByVal arguments As Variant) As Variant
    Dim python As Object
    On Error GoTo Failed
    Set python = CbPython()
    If python Is Nothing Then
        CallPython = CVErr(xlErrName)
        Exit Function
    End If
    CallPython = WithErrors(python.CallUDF(script, called, arguments, ThisWorkbook, Application.Caller))
    Exit Function
Failed:
    CallPython = CVErr(xlErrValue)
End Function

' Python gives errors as their text; cells need the error itself.
Private Function WithErrors(ByVal answer As Variant) As Variant
    Dim row As Long
    Dim column As Long
    If IsArray(answer) Then
        For row = LBound(answer, 1) To UBound(answer, 1)
            For column = LBound(answer, 2) To UBound(answer, 2)
                answer(row, column) = CbErrorOf(answer(row, column))
            Next column
        Next row
        WithErrors = answer
    Else
        WithErrors = CbErrorOf(answer)
    End If
End Function

Public Function CbErrorOf(ByVal value As Variant) As Variant
    CbErrorOf = value
    If VarType(value) <> vbString Then Exit Function
    Select Case value
    Case "#DIV/0!": CbErrorOf = CVErr(xlErrDiv0)
    Case "#N/A": CbErrorOf = CVErr(xlErrNA)
    Case "#NAME?": CbErrorOf = CVErr(xlErrName)
    Case "#NULL!": CbErrorOf = CVErr(xlErrNull)
    Case "#NUM!": CbErrorOf = CVErr(xlErrNum)
    Case "#REF!": CbErrorOf = CVErr(xlErrRef)
    Case "#VALUE!": CbErrorOf = CVErr(xlErrValue)
    End Select
End Function
