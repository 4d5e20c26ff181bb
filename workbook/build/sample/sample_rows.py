"""The sample put together: rows by table, list entries, settings."""

from __future__ import annotations

import datetime as dt

from workbook.build.sample import (
    contacts,
    customers,
    deliveries,
    market,
    orders,
    price_list,
    products,
    projects,
    service,
    visits,
)
from workbook.build.sample.customers import AS_OF as SAMPLE_AS_OF
from workbook.build.sample.moved import moved
from workbook.build.sample.salespeople import SALESPEOPLE
from workbook.language import Lang, Text
from workbook.schema.list_model import Entry

Row = dict[str, object]


def sample_rows(lang: Lang, as_of: dt.date = SAMPLE_AS_OF) -> dict[str, list[Row]]:
    """Rows by table name, as of a day."""
    return moved(_rows(lang), as_of)


def _rows(lang: Lang) -> dict[str, list[Row]]:
    return {
        "tblCustomers": customers.customer_rows(lang),
        "tblTransactions": orders.transaction_rows(lang),
        "tblProducts": products.product_rows(lang),
        "tblPriceList": price_list.price_rows(lang),
        "tblPolicies": price_list.policy_rows(lang),
        "tblPayments": orders.payment_rows(lang),
        "tblContacts": contacts.contact_rows(lang),
        "tblFamily": contacts.family_rows(lang),
        "tblAnniversaries": contacts.anniversary_rows(lang),
        "tblProfiles": contacts.profile_rows(lang),
        "tblAddresses": deliveries.delivery_rows(lang),
        "tblBankProfiles": contacts.bank_rows(lang),
        "tblIndustryNotes": contacts.industry_rows(lang),
        "tblVisits": visits.visit_rows(lang),
        "tblComplaints": service.complaint_rows(lang),
        "tblSatisfaction": service.satisfaction_rows(lang),
        "tblSuggestions": service.suggestion_rows(lang),
        "tblActivities": service.activity_rows(lang),
        "tblParticipants": service.participant_rows(),
        "tblOpportunities": projects.opportunity_rows(lang),
        "tblDecisionChain": projects.decision_chain_rows(lang),
        "tblContracts": projects.contract_rows(lang),
        "tblRisks": projects.risk_rows(lang),
        "tblReconciliations": projects.reconciliation_rows(lang),
        "tblCompetitors": market.competitor_rows(lang),
        "tblMarkets": market.market_rows(),
        "tblSurveys": market.survey_rows(lang),
        "tblSweeps": market.sweep_rows(lang),
        "tblScorecards": market.scorecard_rows(),
        "tblTargets": market.target_rows(),
        "tblReports": market.report_rows(lang),
    }


def sample_lists(lang: Lang) -> dict[str, list[Entry]]:
    """Entries by list key."""
    del lang  # an entry carries both languages
    return {"salesperson": list(SALESPEOPLE)}


def sample_settings(lang: Lang, as_of: dt.date = SAMPLE_AS_OF) -> dict[str, object]:
    """Settings by key: whose book this is, and the day it counts from."""
    company = Text("澄光电器（示例）", "Chengguang Electrical (sample)")[lang]
    return {"company": company, "as_of": as_of, "keep_sensitive": True}

