import type { ChartConfig } from '@atrium/documents'
import type { AdditionalMetric, Comparison, CustomDimension, FieldId, Filters, ParameterValue, SortField, TableCalculation } from '@atrium/semantic'

/** What a person can do to an explore. */
export type ExploreEdit =
  | { type: 'toggle-dimension'; fieldId: FieldId }
  | { type: 'toggle-metric'; fieldId: FieldId }
  | { type: 'remove-field'; fieldId: FieldId }
  | { type: 'move-column'; fieldId: FieldId; before: FieldId | null }
  | { type: 'set-filters'; filters: Filters }
  /** Click on a header: one way, then the other, then none. `add` keeps the other sorts. `from`: the order shown now. */
  | { type: 'toggle-sort'; fieldId: FieldId; add: boolean; descendingFirst: boolean; from?: SortField[] }
  | { type: 'set-sorts'; sorts: SortField[] }
  | { type: 'set-comparisons'; comparisons: Comparison[] }
  | { type: 'set-limit'; limit: number }
  | { type: 'set-timezone'; timezone: string | null }
  /** No values: the default. */
  | { type: 'set-parameter'; name: string; values: readonly ParameterValue[] }
  | { type: 'save-calculation'; calculation: TableCalculation; previousName: string | null }
  | { type: 'save-custom-dimension'; dimension: CustomDimension }
  | { type: 'remove-custom-dimension'; fieldId: FieldId }
  | { type: 'save-additional-metric'; metric: AdditionalMetric; previousId: FieldId | null }
  | { type: 'remove-additional-metric'; fieldId: FieldId }
  | { type: 'set-chart'; chartConfig: ChartConfig | null }
  | { type: 'set-pivot'; fieldIds: FieldId[] }
  | { type: 'clear' }
