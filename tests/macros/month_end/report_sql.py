"""The figures of a month's report in plain SQL over the rows of a book: another hand's computation."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import Any

import pandas as pd
import xlwings as xw

from workbook import tables

LINES = """
create view lines as
select rowid as at, customer_id, order_no, date, product, salesperson,
  case when kind in ('return', 'credit') then -abs(typed) else typed end as units,
  case kind when 'return' then -abs(quantity) when 'credit' then 0 else quantity end as quantity, cost
from (select rowid, *, cast(round(coalesce(amount, quantity * unit_price * (1 - coalesce(discount, 0))) * 10000) as int)
  as typed from tblTransactions)
where coalesce(kind, '') not in ('sample', 'gift') and date <= :as_of
"""
SOLD = "select coalesce(sum(units), 0) from lines where date between :start and :end"
SELLERS = """
select coalesce(l.salesperson, c.owner, '') as who, sum(units) from lines l
left join tblCustomers c using (customer_id) where date between :start and :end group by who
"""
CUSTOMERS = """
select coalesce(c.name, l.customer_id), sum(case when date between :start and :end then units else 0 end) as now,
  sum(case when date between :before and :before_end then units else 0 end)
from lines l left join tblCustomers c using (customer_id) group by l.customer_id having now > 0 order by now desc
"""
NEW = """
select count(*) from (select min(date) as first from lines l join tblCustomers using (customer_id) where units > 0
group by customer_id) where first between :start and :end
"""
RECEIPTS = """
select coalesce(sum(case kind when 'security' then 0 when 'refund' then -abs(units) else units end), 0)
from (select *, cast(round(amount * 10000) as int) as units from tblPayments) where date between :start and :end
"""
DIMENSION = """
select {value} as value, sum(units),
  sum(case when known then worth - costs else 0 end), sum(case when known then worth else 0 end)
from (select l.*, c.region, worth.value as worth, p.name is not null or l.cost is not null as listed,
    sign(units) * cast(round(abs(coalesce(l.cost, p.cost * l.quantity)) * 10000) as int) as costs,
    l.product is not null and coalesce(l.cost, p.cost * l.quantity) is not null and worth.value is not null as known
  from lines l left join tblCustomers c using (customer_id) left join tblProducts p on p.name = l.product
  join (select l.at, case when :tax then sign(units) * cast(round(abs(units) / (1.0 + p.tax_rate)) as int) else units
    end as value from lines l left join tblProducts p on p.name = l.product) worth on worth.at = l.at)
where date between :start and :end group by value
"""
MONTHS = """
select substr(date, 1, 7) as month, sum(units) from lines where date is not null group by month
"""
DEBTS = """
with known as (
  select distinct customer_id from tblPayments where date <= :as_of and coalesce(kind, '') <> 'security'),
terms as (
  select l.customer_id, l.order_no, l.date, l.units, d.days, d.due_from, t.invoiced_on from lines l
  join tblTransactions t on t.rowid = l.at join tblCustomers c using (customer_id) join known using (customer_id)
  left join settlement d on d.key = coalesce(t.payment_terms, c.settlement)),
orders as (
  select customer_id, coalesce(order_no, date) as number, order_no, min(date) as date, sum(units) as units,
    max(case when due_from = 'invoice' and invoiced_on is null then null else
      date(case when due_from = 'invoice' then invoiced_on else date end, '+' || cast(days as int) || ' days')
      end) as due
  from terms group by customer_id, number),
paid as (
  select customer_id, order_no, cast(round(amount * 10000) as int) *
    case kind when 'security' then 0 when 'refund' then -1 else 1 end as units
  from tblPayments where date <= :as_of),
named as (
  select o.*, min(max(coalesce((select sum(units) from paid p where p.customer_id = o.customer_id
    and p.order_no = o.order_no), 0), 0), o.units) as used from orders o where o.units > 0),
pool as (
  select customer_id, (select coalesce(sum(units), 0) from paid p where p.customer_id = k.customer_id)
    - (select coalesce(sum(units), 0) from orders o where o.customer_id = k.customer_id and units < 0)
    - (select coalesce(sum(used), 0) from named n where n.customer_id = k.customer_id) as units from known k),
open as (
  select n.*, n.units - used - min(max(p.units - (sum(n.units - used) over (partition by n.customer_id
    order by coalesce(due, '9999'), n.date, number) - (n.units - used)), 0), n.units - used) as left
  from named n join pool p using (customer_id))
select case when due is null then 'not_invoiced' when due >= :as_of then 'not_due'
    when julianday(:as_of) - julianday(due) <= 30 then 'to_30'
    when julianday(:as_of) - julianday(due) <= 60 then 'to_60'
    when julianday(:as_of) - julianday(due) <= 90 then 'to_90' else 'over_90' end as age,
  sum(left), count(distinct customer_id) from open where left > 0 group by age
"""
VISITS = """
with year as (
  select customer_id, sum(case when date > date(:start, '-1 day', '-12 months') then units else 0 end) as units,
    sum(date > date(:start, '-1 day', '-12 months')) as inside from lines where date < :start group by customer_id
    having sum(units > 0) > 0),
placed as (
  select customer_id, units, inside, sum(case when inside then units else 0 end) over (order by units desc
    range between unbounded preceding and current row) - sum(case when inside then units else 0 end) over (
    order by units desc range between current row and current row) as before, sum(units) over () as total from year),
graded as (
  select c.*, case when p.customer_id is null then 'prospect' when not inside or p.units <= 0 then 'C'
    when before < 0.8 * total then 'A' when before < 0.95 * total then 'B' else 'C' end as then_grade
  from tblCustomers c left join placed p using (customer_id)),
touched as (
  select customer_id from tblVisits where date <= :as_of union select customer_id from lines where units > 0),
owed as (
  select customer_id, case when coalesce(archived, 0) or category like 'lost%'
      or (then_grade = 'prospect' and customer_id not in (select customer_id from touched)) then 0
    else cast(max(coalesce(g.visits, 0), coalesce(w.visits, 0)) * case when created_on > :start and created_on <= :end
      then (julianday(:end) - julianday(created_on) + 1) / (julianday(:end) - julianday(:start) + 1) else 1 end
      + 0.5 as int) end as owed
  from graded left join grade g on g.key = then_grade left join willingness w on w.key = willingness),
made as (
  select customer_id, count(distinct date) as made from tblVisits join visit_kind k on k.key = kind
  where k.face and date between :start and :end and date <= :as_of group by customer_id)
select sum(owed), sum(coalesce(made, 0)), sum(max(owed - coalesce(made, 0), 0))
from owed left join made using (customer_id)
"""
TABLES = ("tblTransactions", "tblCustomers", "tblPayments", "tblProducts", "tblVisits")
LISTS = {"settlement": ("days", "due_from"), "grade": ("visits",), "willingness": ("visits",), "visit_kind": ("face",)}


def database(book: xw.Book) -> sqlite3.Connection:
    """The tables and lists of a book, days as text."""
    made = sqlite3.connect(":memory:")
    for name in TABLES:
        frame = tables.read(book, name).frame
        for key in frame.columns:
            if pd.api.types.is_datetime64_any_dtype(frame[key]):
                frame[key] = frame[key].dt.strftime("%Y-%m-%d")
        frame.to_sql(name, made, index=False)
    for key, columns in LISTS.items():
        found = {one: dict(tables.list_column(book, key, one)) for one in columns}
        pd.DataFrame(found).rename_axis("key").reset_index().to_sql(key, made, index=False)
    return made


def asked(base: sqlite3.Connection, sql: str, month: tuple[dt.date, dt.date], **more: Any) -> list[tuple[Any, ...]]:
    """The rows of a query for a month that is over: as of its last day."""
    start, end = month
    before_end = start - dt.timedelta(days=1)
    values = {"start": start, "end": end, "as_of": end, "before": before_end.replace(day=1), "before_end": before_end}
    named = {key: str(value) for key, value in (values | more).items() if not isinstance(value, bool)}
    named |= {key: value for key, value in more.items() if isinstance(value, bool)}
    base.execute("drop view if exists lines")
    base.execute(LINES.replace(":as_of", f"'{named['as_of']}'"))
    return base.execute(sql, named).fetchall()
