-- One row a project that applied as a key project: its newest application, with what other lists know of it. Nothing is
-- filled in: what no file says stays empty and is named as missing by the appraisal.
with applications as (
  select *, row_number() over (partition by project_id order by as_of desc, load_sequence desc, row_hash) as preference from lake.applications
),
evaluations as (
  select project_id, agreed_energy_tce, source_file, source_sheet, source_line,
    row_number() over (partition by project_id order by as_of desc, load_sequence desc, row_hash) as preference
  from lake.evaluations
),
projects as (
  select project_id, arg_max(link, (as_of, -load_sequence, row_hash)) as link from lake.projects group by project_id
),
links as (
  select link_id, name from reference.link where version = '2019'
),
gaps as (
  select link_id, need, verdict, local_upstream, local_downstream from chain.gap
),
companies as (
  select credit_code, any_value(capital_cny) as capital_cny, any_value(source_file) as source_file, any_value(source_line) as source_line
  from enterprise.current where credit_code is not null group by credit_code
),
final as (
  select
    cast(a.project_id as varchar) as project_id,
    cast(a.name as varchar) as name,
    cast(a.district_id as varchar) as district_id,
    cast(a.investor_name as varchar) as investor_name,
    cast(p.link as varchar) as link,
    cast(a.planned_investment_cny as double) as planned_investment_cny, -- CNY
    cast(a.fixed_investment_cny as double) as fixed_investment_cny, -- CNY
    cast(a.land_mu as double) as land_mu, -- mu
    cast(a.tax_per_mu_cny as double) as tax_per_mu_cny, -- CNY a mu and year
    cast(coalesce(a.expected_output_cny, a.expected_invoiced_cny) as double) as expected_output_cny, -- CNY a year
    cast(a.jobs as bigint) as jobs, -- persons
    cast(a.rd_share_pct as double) as rd_share_pct, -- per cent
    cast(a.invention_patents as bigint) as invention_patents,
    cast(e.agreed_energy_tce as double) as energy_tce, -- tonnes of standard coal a year
    cast(a.two_high as boolean) as two_high,
    cast(a.redline as boolean) as redline,
    cast(a.basic_farmland as boolean) as basic_farmland,
    cast(a.eia as varchar) as eia,
    cast(a.eia_evidence as varchar) as eia_evidence,
    cast(a.energy_review as varchar) as energy_review,
    cast(a.energy_evidence as varchar) as energy_evidence,
    cast(a.safety_review as varchar) as safety_review,
    cast(a.safety_evidence as varchar) as safety_evidence,
    cast(a.filing as varchar) as filing,
    cast(concat_ws(' ', a.source_file, a.source_sheet, '第', a.source_line, '行') as varchar) as application_source,
    cast(case when e.project_id is not null then concat_ws(' ', e.source_file, e.source_sheet, '第', e.source_line, '行') end as varchar) as evaluation_source,
    cast(g.need as double) as link_need, -- 0 to 1
    cast(g.verdict as varchar) as link_verdict,
    cast(g.local_upstream + g.local_downstream as bigint) as chain_neighbours, -- companies
    cast(c.capital_cny as double) as investor_capital_cny, -- CNY
    cast(case when c.credit_code is not null then concat_ws(' ', c.source_file, '第', c.source_line, '行') end as varchar) as investor_source
  from applications as a
  left join evaluations as e on a.project_id = e.project_id and e.preference = 1
  left join projects as p on a.project_id = p.project_id
  left join links as l on p.link = l.name
  left join gaps as g on l.link_id = g.link_id
  left join companies as c on a.investor_credit_code = c.credit_code
  where a.preference = 1
)
select * from final order by project_id
