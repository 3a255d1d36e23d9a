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

/** One value of a parameter. Days are text: YYYY-MM-DD. */
export type ParameterValue = string | number

/** Values chosen for parameters, by name: `name` for one of the project, `model.name` for one of a model. */
export type ParameterValues = Record<string, ParameterValue | ParameterValue[]>

/** A value that who asks may choose, as a model or the project declares it. */
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
