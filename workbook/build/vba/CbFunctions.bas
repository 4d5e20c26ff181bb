Attribute VB_Name = "CbFunctions"
' Generated from the schema by workbook/build/vba.py; edit it there.
Option Explicit

Public Function CB_GRADE(amounts, Optional a_share, Optional b_share)
    CB_GRADE = CbCallPython("udfs.grading", "cb_grade", Array(amounts, a_share, b_share))
End Function

Public Function CB_TIER(grade, Optional position, Optional credit)
    CB_TIER = CbCallPython("udfs.grading", "cb_tier", Array(grade, position, credit))
End Function

Public Function CB_VISITS(grade, Optional willingness)
    CB_VISITS = CbCallPython("udfs.grading", "cb_visits", Array(grade, willingness))
End Function

Public Function CB_NEXTCONTACT(last_touch, Optional rhythm, Optional visits)
    CB_NEXTCONTACT = CbCallPython("udfs.contacting", "cb_nextcontact", Array(last_touch, rhythm, visits))
End Function

Public Function CB_DECLINE(order_dates, Optional as_of, Optional rhythm, Optional factor)
    If IsMissing(as_of) Then Application.Volatile
    CB_DECLINE = CbCallPython("udfs.contacting", "cb_decline", Array(order_dates, as_of, rhythm, factor))
End Function

Public Function CB_ORDERS(customer, transactions, Optional as_of)
    CB_ORDERS = CbCallPython("udfs.ordering", "cb_orders", Array(customer, transactions, as_of))
End Function

Public Function CB_AMOUNT(customer, transactions, Optional as_of)
    CB_AMOUNT = CbCallPython("udfs.ordering", "cb_amount", Array(customer, transactions, as_of))
End Function

Public Function CB_FIRST(customer, transactions, Optional as_of)
    CB_FIRST = CbCallPython("udfs.ordering", "cb_first", Array(customer, transactions, as_of))
End Function

Public Function CB_LAST(customer, transactions, Optional as_of)
    CB_LAST = CbCallPython("udfs.ordering", "cb_last", Array(customer, transactions, as_of))
End Function

Public Function CB_RFM(recency, frequency, monetary)
    CB_RFM = CbCallPython("udfs.grading", "cb_rfm", Array(recency, frequency, monetary))
End Function

Public Function CB_MAN(money, authority, intent)
    CB_MAN = CbCallPython("udfs.grading", "cb_man", Array(money, authority, intent))
End Function

Public Function CB_SCORE(actual, standards, weights, Optional directions)
    CB_SCORE = CbCallPython("udfs.grading", "cb_score", Array(actual, standards, weights, directions))
End Function

Public Function CB_CREDITLIMIT(credit)
    CB_CREDITLIMIT = CbCallPython("udfs.settling", "cb_creditlimit", Array(credit))
End Function

Public Function CB_OVERDUE(order_dates, amounts, settlement, Optional paid, Optional as_of)
    If IsMissing(as_of) Then Application.Volatile
    CB_OVERDUE = CbCallPython("udfs.settling", "cb_overdue", Array(order_dates, amounts, settlement, paid, as_of))
End Function

Public Function CB_PHONE(number)
    CB_PHONE = CbCallPython("udfs.cleaning", "cb_phone", Array(number))
End Function

Public Function CB_CHECKID(number)
    CB_CHECKID = CbCallPython("udfs.cleaning", "cb_checkid", Array(number))
End Function

Public Function CB_CHECKTAX(number)
    CB_CHECKTAX = CbCallPython("udfs.cleaning", "cb_checktax", Array(number))
End Function

Public Function CB_NAMECORE(company)
    CB_NAMECORE = CbCallPython("udfs.cleaning", "cb_namecore", Array(company))
End Function

Public Function CB_SIMILAR(company, other)
    CB_SIMILAR = CbCallPython("udfs.cleaning", "cb_similar", Array(company, other))
End Function

Public Function CB_REMINDERS(salesperson, reminders)
    CB_REMINDERS = CbCallPython("udfs.reminding", "cb_reminders", Array(salesperson, reminders))
End Function

Public Function CB_LUNAR(day, Optional to_solar)
    CB_LUNAR = CbCallPython("udfs.calendars", "cb_lunar", Array(day, to_solar))
End Function
