/** How the catalog shows a model or metric, as the explore JSON names it. */
export type Spotlight = {
  visibility?: 'show' | 'hide'
  categories?: string[]
  owner?: string
  filterBy?: string[] | boolean
  segmentBy?: string[] | boolean
  defaultSegment?: string
  /** Dimension → its values, in the grammar of filters. */
  defaultFilter?: Record<string, string[]>
}

/** A value that who asks may choose, as a model declares it. */
export type ModelParameter = {
  label: string
  description?: string
  type?: 'string' | 'number' | 'date'
  options?: string[]
  default?: string[]
  multiple?: boolean
  allowCustomValues?: boolean
  optionsFromDimension?: { model?: string; dimension: string }
}
