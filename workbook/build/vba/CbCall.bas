Attribute VB_Name = "CbCall"
Option Explicit

' Without the add-in a cell shows #NAME?, as any unknown function does; a call that fails shows #VALUE!.
Public Function CbCallPython(ByVal script As String, ByVal called As String, ByVal arguments As Variant) As Variant
    Dim python As Object
    On Error GoTo Failed
    Set python = CbPython()
    If python Is Nothing Then
        CbCallPython = CVErr(xlErrName)
        Exit Function
    End If
    CbCutWholeColumns arguments
    CbCallPython = WithErrors(python.CallUDF(script, called, arguments, ThisWorkbook, Application.Caller))
    Exit Function
Failed:
    CbCallPython = CVErr(xlErrValue)
End Function

' A whole column has a million cells: it is handed on as far down as its sheet, or that of another one, is used.
Public Sub CbCutWholeColumns(ByRef arguments As Variant)
    Dim at As Long
    Dim last As Long
    For at = LBound(arguments) To UBound(arguments)
        If LastUsedRow(arguments(at)) > last Then last = LastUsedRow(arguments(at))
    Next at
    For at = LBound(arguments) To UBound(arguments)
        If LastUsedRow(arguments(at)) > 0 Then Set arguments(at) = arguments(at).Resize(last)
    Next at
End Sub

' 0 for what is no whole column.
Private Function LastUsedRow(ByRef argument As Variant) As Long
    If TypeName(argument) <> "Range" Then Exit Function
    If argument.Rows.Count < argument.Worksheet.Rows.Count Then Exit Function
    LastUsedRow = argument.Worksheet.UsedRange.Row + argument.Worksheet.UsedRange.Rows.Count - 1
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
