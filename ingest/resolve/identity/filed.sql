-- One row a filing that names a company: in a list of companies, or as investor in a list of projects.
create or replace temp view every_filing as
select enterprise_id, name_key, name, credit_code, prefecture as city, capital_cny, registered_on, load_id
from filed_enterprise
union all
select enterprise_id(investor_credit_code, investor_name), name_key(investor_name), investor_name, investor_credit_code, null, null, null, load_id
from filed_project
where investor_name is not null;
