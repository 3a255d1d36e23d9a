import type { SourceFile } from '../types/explore.ts'

const marks = {
  dbt: /^(?:models|semantic_models|metrics)[ \t]*:|^type:[ \t]*["']?model\b/m,
  cube: /^(cubes|views)[ \t]*:/m,
  hashboard: /^["'\s{]*(?:hbVersion|hb_version|glean)["']?[ \t]*:/m,
  hex: /^(?:base_sql_table|base_sql_query)[ \t]*:|"(?:base_sql_table|base_sql_query)"[ \t]*:|^type:[ \t]*["']?view\b/m,
  osi: /^["'\s{]*(?:semantic_model|datasets)["']?[ \t]*:|"(?:semantic_model|datasets)"[ \t]*:/m,
}

/** Tells by its text, before it is parsed, whether a file may be written in one of these forms. */
export function isWrittenAs(...formats: (keyof typeof marks)[]): (file: SourceFile) => boolean {
  return ({ text }) => formats.some((format) => marks[format].test(text))
}
