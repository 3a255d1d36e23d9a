/** Functions whose answer depends on their arguments alone, in all dialects that people's SQL is kept of. */
export const steadyFunctions: ReadonlySet<string> = new Set(
  `+ - * / // % ^ ** || & | << >> ~ ~~ !~~ ~~* !~~* ~~~ like_escape not_like_escape ilike_escape not_ilike_escape regexp_full_match regexp_matches regexp_replace regexp_extract
  abs ceil ceiling floor round trunc sign sqrt power pow mod greatest least coalesce nullif ifnull if iff
  lower upper lcase ucase trim ltrim rtrim length len strlen char_length character_length substring substr left right replace concat concat_ws lpad rpad
  starts_with ends_with contains prefix suffix strpos instr position split_part string_split str_split initcap reverse repeat ascii chr md5 sha256 translate format printf
  date_trunc datetrunc date_part datepart extract year quarter month week weekofyear yearweek day dayofmonth dayofweek weekday isodow dayofyear hour minute second
  millisecond microsecond epoch dayname monthname last_day make_date make_timestamp date_diff datediff date_sub datesub date_add time_bucket date_bin timezone strftime strptime
  to_days to_hours to_minutes to_seconds to_months to_years to_weeks to_char to_date to_timestamp epoch_ms isfinite isnan
  row struct_pack struct_extract list_value array_length list_contains json_extract json_extract_string -> ->> hash`
    .split(/\s+/)
    .filter((name) => name !== ''),
)

/** Functions that put rows together and answer the same whatever order rows come in; those of `exactFunctions` only over exact numbers. */
export const aggregateFunctions: ReadonlySet<string> = new Set([
  'count',
  'count_star',
  'count_if',
  'countif',
  'min',
  'max',
  'sum',
  'avg',
  'mean',
  'bool_and',
  'bool_or',
])

/** Of them those that add up: the last digits of floating numbers depend on the order. */
export const exactFunctions: ReadonlySet<string> = new Set(['sum', 'avg', 'mean'])

/** Functions of arithmetic that keep exact numbers exact. */
export const exactArithmetic: ReadonlySet<string> = new Set([
  '+',
  '-',
  '*',
  '%',
  'mod',
  'abs',
  'coalesce',
  'ifnull',
  'nullif',
  'greatest',
  'least',
  'sign',
  'count',
  'count_star',
  'sum',
  'min',
  'max',
])

/** Words that stand for the moment or the caller, without parentheses. */
export const movingWords: ReadonlySet<string> = new Set(
  'current_date current_time current_timestamp localtime localtimestamp current_user session_user user current_role current_schema current_catalog current_database'.split(
    ' ',
  ),
)

/** Functions that tell the time. */
export const clockFunctions: ReadonlySet<string> = new Set(
  'now today current_date current_timestamp get_current_timestamp get_current_time current_localtimestamp current_localtime transaction_timestamp statement_timestamp clock_timestamp localtimestamp age'.split(
    ' ',
  ),
)

/** Table functions that read nothing but their arguments. */
export const steadyTableFunctions: ReadonlySet<string> = new Set(['range', 'generate_series', 'unnest', 'repeat'])
