-- One row a piece of a policy: of its latest text, else a line of the summary that its sender filed. Texts lose the line breaks of the page.
with texts as (
  select
    *,
    dense_rank() over (partition by policy_id order by as_of desc, load_sequence desc) as age
  from lake.policy_texts
),
latest as (
  select policy_id, piece_id, ordinal, kind, number, path, text, page, source_file, source_line from texts where age = 1
),
filings as (
  select policy_id, summary, source_file, source_line,
    row_number() over (partition by policy_id order by as_of desc, load_sequence, row_hash) as preference
  from lake.policies
),
summaries as (
  select policy_id, source_file, source_line, unnest(string_split(summary, chr(10))) as text,
    generate_subscripts(string_split(summary, chr(10)), 1) as ordinal
  from filings
  where preference = 1 and summary is not null
    and not exists (select 1 from lake.policy_texts as t where t.policy_id = filings.policy_id)
),
pieces as (
  select policy_id, piece_id, ordinal, kind, number, path, text, page, source_file, source_line from latest
  union all
  select policy_id, policy_id || '#摘要/' || ordinal, ordinal, '摘要', nullif(regexp_extract(text, '^\s*(第[一二三四五六七八九十百]+条)', 1), ''),
    '摘要/' || ordinal, text, null, source_file, source_line
  from summaries
),
joined as (
  select
    policy_id, piece_id, ordinal, kind, number, path, page, source_file, source_line,
    trim(
      regexp_replace(
        regexp_replace(
          regexp_replace(text, '\n[\s　]*[—–-]\s*\d{1,3}\s*[—–-][\s　]*\n', chr(10), 'g'),
          '([A-Za-z0-9,.;:])[ \t]*\r?\n[ \t]*([A-Za-z])', '\1 \2', 'g'),
        '[ \t　]*\r?\n[\s　]*', '', 'g'),
      ' 　' || chr(9) || chr(10) || chr(13)) as text
  from pieces
),
final as (
  select
    cast(policy_id as varchar) as policy_id,
    cast(piece_id as varchar) as piece_id,
    cast(ordinal as bigint) as ordinal,
    cast(kind as varchar) as kind,
    cast(number as varchar) as number,
    cast(path as varchar) as path,
    cast(text as varchar) as text,
    cast(page as bigint) as page,
    cast(source_file as varchar) as source_file,
    cast(source_line as bigint) as source_line
  from joined
  where text <> ''
)
select * from final order by policy_id, ordinal
