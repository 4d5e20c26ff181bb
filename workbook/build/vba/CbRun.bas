Attribute VB_Name = "CbRun"
' What happens between a click on the ribbon and Python.
Option Explicit

' What the status bar said when a command was started that has not answered yet.
Private Waiting As String

' Runs the command with this key on this workbook.
Public Sub CbRunCommand(ByVal key As String)
    CbRunWith key, ""
End Sub

' The same with options, as they stand behind the key in the Python call: , into='payments'
Public Sub CbRunWith(ByVal key As String, ByVal options As String)
    Dim said As String
    Dim started As Boolean
    If Len(ThisWorkbook.Path) = 0 Then
        MsgBox CbSentence("unsaved"), vbExclamation, CbSentence("title")
        Exit Sub
    End If
    ' The add-in works on the active workbook, and a macro can be started while another one is active.
    ThisWorkbook.Activate
    ' The answer to the click: Python takes a moment to start, and then speaks here itself.
    said = CbStarting(key)
    Application.StatusBar = said
    started = CbRunPython(CbLine(key, options))
#If Mac Then
    ' Here the call returns at once, having written its own English word; the command hands the bar back when it ends.
    If started Then
        Application.StatusBar = said
        WatchStart said
        Exit Sub
    End If
#End If
    Application.StatusBar = False
End Sub

' Where Python never starts (its script for Excel is missing, for example) nothing is raised: a minute later the status
' bar still says that it is starting. Python puts its own words there as soon as it runs.
Private Sub WatchStart(ByVal said As String)
    Waiting = said
    On Error Resume Next
    Application.OnTime Now + TimeSerial(0, 1, 0), "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!CbStartFailed"
End Sub

' The argument, which nobody gives, keeps it out of the list of macros.
Public Sub CbStartFailed(Optional ByVal unused As Boolean)
    Dim said As String
    said = Waiting
    Waiting = ""
    If Len(said) = 0 Then Exit Sub
    If CStr(Application.StatusBar) <> said Then Exit Sub
    Application.StatusBar = False
    MsgBox CbSentence("not_started"), vbExclamation, CbSentence("title")
End Sub

Private Function CbLine(ByVal key As String, ByVal options As String) As String
    CbLine = "import macros.host; macros.host.run('" & key & "'" & options & ")"
End Function
