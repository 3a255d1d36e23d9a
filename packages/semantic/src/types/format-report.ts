/** The forms in which models can be written. `dbt`: dbt schema files, manifests and Lightdash's own YAML. */
export type ModelFormat = 'dbt' | 'metricflow' | 'cube' | 'lookml' | 'osi' | 'hashboard' | 'hex'

/** One definition of a model file: what it is ("metric revenue"), where it stands, and why it differs, when it does. */
export type ReadItem = { what: string; file: string; line: number; column: number; why?: string }

/** What became of the files of one format: everything in them is in one of the three lists. */
export type FormatReport = {
  format: ModelFormat
  files: string[]
  /** Taken over as meant. */
  read: ReadItem[]
  /** Taken over, with a difference that `why` names. */
  approximated: ReadItem[]
  /** Left out, for the reason in `why`. */
  refused: ReadItem[]
}
