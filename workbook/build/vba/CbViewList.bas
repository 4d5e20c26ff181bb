Attribute VB_Name = "CbViewList"
' Generated from the schema by workbook/build/vba.py; edit it there.
Option Explicit

Public Function CbViewMarks(ByVal view As String) As String
    Dim s As String
    Select Case view
    Case "admin"
        s = "|" & "tblToday|" & "tblFound|" & "tblCustomers|" & "tblContacts|" & "tblTransactions|"
        s = s & "tblVisits|" & "tblReminders|" & "tblLeadColumns|" & "tblDuplicates|" & "tblIndustryNotes|"
        s = s & "tblAnniversaries|" & "tblProducts|" & "tblPayments|" & "tblContracts|" & "tblComplaints|"
        s = s & "tblTemplates|" & "tblHandouts|" & "tblImportLog|" & "dicCustomerKind|" & "=settings|"
    Case "sales"
        s = "|" & "tblToday|" & "tblFound|" & "tblCustomers|" & "tblContacts|" & "tblTransactions|"
        s = s & "tblVisits|" & "tblReminders|" & "tblIndustryNotes|" & "tblAnniversaries|" & "tblComplaints|"
        s = s & "tblTemplates|" & "tblRisks|" & "tblMarkets|" & "tblHandouts|" & "tblVisitPlan|"
        s = s & "tblWeekReport|"
    Case "manager"
        s = "|" & "tblToday|" & "tblFound|" & "tblCustomers|" & "tblContacts|" & "tblTransactions|"
        s = s & "tblVisits|" & "tblReminders|" & "tblDuplicates|" & "tblIndustryNotes|" & "tblProducts|"
        s = s & "tblPayments|" & "tblContracts|" & "tblComplaints|" & "tblRisks|" & "tblMarkets|" & "tblTeam|"
        s = s & "tblMonthly|" & "tblPipeline|" & "tblVisitPlan|" & "tblWeekReport|" & "tblImportLog|"
    Case "all"
        s = "|" & "tblToday|" & "tblFound|" & "tblCustomers|" & "tblContacts|" & "tblTransactions|"
        s = s & "tblVisits|" & "tblReminders|" & "tblLeadColumns|" & "tblDuplicates|" & "tblIndustryNotes|"
        s = s & "tblAnniversaries|" & "tblProducts|" & "tblPayments|" & "tblContracts|" & "tblComplaints|"
        s = s & "tblTemplates|" & "tblRisks|" & "tblMarkets|" & "tblHandouts|" & "tblTeam|" & "tblMonthly|"
        s = s & "tblPipeline|" & "tblVisitPlan|" & "tblWeekReport|" & "tblImportLog|" & "dicCustomerKind|"
        s = s & "=settings|"
    End Select
    CbViewMarks = s
End Function

' Columns folded away in every view but the whole one.
Public Function CbFoldedColumns() As String
    Dim s As String
        s = "|" & "tblCustomers_visits_short|" & "tblCustomers_last_visit|" & "tblCustomers_receivable|"
        s = s & "tblCustomers_overdue|" & "tblCustomers_prepaid|" & "tblCustomers_credit_limit|"
        s = s & "tblCustomers_man_class|" & "tblCustomers_funnel|" & "tblCustomers_rfm|"
        s = s & "tblCustomers_score|" & "tblCustomers_completeness|" & "tblCustomers_source|"
        s = s & "tblCustomers_credit|" & "tblCustomers_scale|" & "tblCustomers_employees|"
        s = s & "tblCustomers_years_in_business|" & "tblCustomers_position|" & "tblCustomers_potential|"
        s = s & "tblCustomers_traits|" & "tblCustomers_manual_grade|" & "tblCustomers_manual_tier|"
        s = s & "tblCustomers_willingness|" & "tblCustomers_money|" & "tblCustomers_authority|"
        s = s & "tblCustomers_intent|" & "tblCustomers_demand|" & "tblCustomers_closes_soon|"
        s = s & "tblCustomers_dealer_level|" & "tblCustomers_fits_development|" & "tblCustomers_wants_agency|"
        s = s & "tblCustomers_customer_system|" & "tblCustomers_parent|" & "tblCustomers_parent_name|"
        s = s & "tblCustomers_latest_wishes|" & "tblCustomers_address|" & "tblCustomers_fax|"
        s = s & "tblCustomers_postcode|" & "tblCustomers_contact_limits|" & "tblCustomers_consent|"
        s = s & "tblCustomers_consent_on|" & "tblCustomers_settlement|" & "tblCustomers_tax_no|"
        s = s & "tblCustomers_bank_account|" & "tblCustomers_authorised_buyer|" & "tblCustomers_created_on|"
        s = s & "tblCustomers_reviewed_on|" & "tblCustomers_archived|" & "tblCustomers_remarks|"
        s = s & "tblContacts_sheng_xiao|" & "tblContacts_star_sign|" & "tblContacts_birthplace|"
        s = s & "tblContacts_id_number|" & "tblContacts_title|" & "tblContacts_employer|"
        s = s & "tblContacts_work_style|" & "tblContacts_work_region|" & "tblContacts_social_standing|"
        s = s & "tblContacts_income_level|" & "tblContacts_left_on|" & "tblContacts_went_to|"
        s = s & "tblContacts_english_name|" & "tblContacts_special_likes|" & "tblContacts_education|"
        s = s & "tblContacts_knowledge|" & "tblContacts_founding|" & "tblContacts_ability|"
        s = s & "tblContacts_aesthetics|" & "tblContacts_ideals|" & "tblContacts_religion|"
        s = s & "tblContacts_habits|" & "tblContacts_life|" & "tblContacts_background|" & "tblContacts_buys|"
        s = s & "tblContacts_buys_through|" & "tblContacts_attitude|" & "tblContacts_taste|"
        s = s & "tblContacts_colour|" & "tblContacts_taboos|" & "tblContacts_beliefs|"
        s = s & "tblContacts_local_customs|" & "tblContacts_vehicle|" & "tblContacts_family_situation|"
        s = s & "tblContacts_at_home|" & "tblContacts_body_size|" & "tblContacts_card_number|"
        s = s & "tblContacts_services_used|" & "tblContacts_service_history|" & "tblContacts_points|"
        s = s & "tblContacts_yearly_sales|" & "tblContacts_relations|" & "tblContacts_collected_by|"
        s = s & "tblContacts_introduced_by|" & "tblContacts_remarks|" & "tblTransactions_original_order_no|"
        s = s & "tblTransactions_invoiced_on|" & "tblTransactions_invoice_no|" & "tblTransactions_contract_no|"
        s = s & "tblTransactions_remarks|" & "tblTransactions_check|" & "tblVisits_failure_reason|"
        s = s & "tblVisits_tasks|" & "tblVisits_tools|" & "tblVisits_plan|" & "tblVisits_orders_from_above|"
        s = s & "tblVisits_orders_done|" & "tblVisits_place|" & "tblVisits_participants|" & "tblVisits_round|"
        s = s & "tblVisits_joint|" & "tblVisits_minutes|" & "tblVisits_satisfaction|"
        s = s & "tblVisits_competitor_news|" & "tblVisits_strengths|" & "tblVisits_improvements|"
    CbFoldedColumns = s
End Function

' Columns of groups that a view does not show.
Public Function CbHiddenColumns(ByVal view As String) As String
    Dim s As String
    Select Case view
    Case "admin"
        s = "|" & "tblContacts_hobbies|" & "tblContacts_personality|" & "tblContacts_quality|"
        s = s & "tblContacts_nickname|" & "tblContacts_english_name|" & "tblContacts_special_likes|"
        s = s & "tblContacts_education|" & "tblContacts_knowledge|" & "tblContacts_founding|"
        s = s & "tblContacts_ability|" & "tblContacts_aesthetics|" & "tblContacts_ideals|"
        s = s & "tblContacts_religion|" & "tblContacts_habits|" & "tblContacts_life|"
        s = s & "tblContacts_background|" & "tblContacts_consumption|" & "tblContacts_brand_preference|"
        s = s & "tblContacts_motives|" & "tblContacts_buys|" & "tblContacts_buys_through|"
        s = s & "tblContacts_attitude|" & "tblContacts_taste|" & "tblContacts_colour|" & "tblContacts_taboos|"
        s = s & "tblContacts_beliefs|" & "tblContacts_local_customs|" & "tblContacts_vehicle|"
        s = s & "tblContacts_relation|" & "tblContacts_relations|" & "tblContacts_collected_by|"
        s = s & "tblContacts_introduced_by|" & "tblContacts_remarks|" & "tblVisits_goal|"
        s = s & "tblVisits_goal_reached|" & "tblVisits_failure_reason|" & "tblVisits_tasks|"
        s = s & "tblVisits_tools|" & "tblVisits_plan|" & "tblVisits_orders_from_above|"
        s = s & "tblVisits_orders_done|" & "tblVisits_new_needs|" & "tblVisits_satisfaction|"
        s = s & "tblVisits_competitor_news|" & "tblVisits_strengths|" & "tblVisits_improvements|"
    Case "sales"
        s = "|" & "tblCustomers_invoice_name|" & "tblCustomers_settlement|" & "tblCustomers_tax_no|"
        s = s & "tblCustomers_bank_account|" & "tblCustomers_authorised_buyer|" & "tblCustomers_former_names|"
        s = s & "tblCustomers_created_on|" & "tblCustomers_reviewed_on|" & "tblCustomers_archived|"
        s = s & "tblCustomers_remarks|" & "tblContacts_joined_on|" & "tblContacts_services_used|"
        s = s & "tblContacts_service_history|" & "tblContacts_points|" & "tblContacts_yearly_sales|"
        s = s & "tblTransactions_cost|" & "tblTransactions_payment_terms|" & "tblTransactions_salesperson|"
        s = s & "tblTransactions_channel|" & "tblTransactions_original_order_no|"
        s = s & "tblTransactions_invoiced_on|" & "tblTransactions_invoice_no|" & "tblTransactions_contract_no|"
        s = s & "tblTransactions_remarks|" & "tblTransactions_check|"
    Case "manager"
        s = "|" & "tblCustomers_email|" & "tblCustomers_website|" & "tblCustomers_address|"
        s = s & "tblCustomers_fax|" & "tblCustomers_postcode|" & "tblCustomers_contact_limits|"
        s = s & "tblCustomers_consent|" & "tblCustomers_consent_on|" & "tblContacts_home_address|"
        s = s & "tblContacts_home_phone|" & "tblContacts_family_situation|" & "tblContacts_at_home|"
        s = s & "tblContacts_body_size|" & "tblContacts_card_number|" & "tblVisits_urgent|" & "tblVisits_time|"
        s = s & "tblVisits_place|" & "tblVisits_participants|" & "tblVisits_round|" & "tblVisits_joint|"
        s = s & "tblVisits_minutes|"
    Case "all"
        s = "|"
    End Select
    CbHiddenColumns = s
End Function
