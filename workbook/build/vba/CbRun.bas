Attribute VB_Name = "CbRun"
' What happens between a click on the ribbon and Python.
Option Explicit

' Runs the command with this key on this workbook.
Public Sub CbRunCommand(ByVal key As String)
    CbRunWith key, ""
End Sub

' The same with options, as they stand behind the key in the Python call: , into='payments'
Public Sub CbRunWith(ByVal key As String, ByVal options As String)
    If Len(ThisWorkbook.Path) = 0 Then
        MsgBox CbSentence("unsaved"), vbExclamation, CbSentence("title")
        Exit Sub
    End If
    ' The add-in works on the active workbook, and a macro can be started while another one is active.
    ThisWorkbook.Activate
#If Not Mac Then
    ' Python takes a moment to start; on a Mac the call returns at once and the command reports by itself.
    Application.StatusBar = CbSentence("starting")
#End If
    CbRunPython "import macros.host; macros.host.run('" & key & "'" & options & ")"
#If Not Mac Then
    Application.StatusBar = False
#End If
End Sub
