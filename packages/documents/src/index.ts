export { fieldIdSchema, filterGroupSchema, filterOperators, filterRuleSchema, timeUnits } from './query/filter-schema.ts'
export { metricQuerySchema, additionalMetricSchema, metricQuerySchemaWith, parameterValuesSchema } from './query/metric-query-schema.ts'
export { mathWord } from './insight-words/event-node.ts'
export { fromInsight, insightKinds } from './insight-words/from-insight.ts'
export { fromProperties, propertiesRequest } from './insight-words/property-filters.ts'
export { InsightWordsError } from './insight-words/refused.ts'
export { insightSchema } from './query/insight-schema.ts'
export { ChartDocument, chartConfigSchema } from './chart/chart-document.ts'
export type {
  BigNumberConfig,
  CartesianConfig,
  CartesianSeries,
  ChartConfig,
  FunnelConfig,
  PieConfig,
  SeriesReference,
  TableConfig,
} from './chart/chart-document.ts'
export { chartChanges, type ChartChange } from './chart/chart-changes.ts'
export { chartKindOf, type ChartKind } from './chart/chart-kind.ts'
export { availableChartTypes, type AvailableChartType } from './chart/available-chart-types.ts'
export { defaultChartConfig } from './chart/default-chart-config.ts'
export {
  DashboardDocument,
  dashboardFilterRuleSchema,
  dashboardFiltersSchema,
  dashboardTileSchema,
  maxTiles,
  tooManyTiles,
} from './dashboard/dashboard-document.ts'
export { dashboardWithoutChartFacts, stepsWithoutChartFacts, withoutChartFacts } from './dashboard/chart-facts.ts'
export type { DashboardFilterRule, DashboardFilters, DashboardTab, DashboardTile } from './dashboard/dashboard-document.ts'
export { compactTiles, gridColumns, nextFreePosition, phoneOrder, stepTile, type TilePlace, type TileStep } from './dashboard/arrange-tiles.ts'
export { copyTile } from './dashboard/copy-tile.ts'
export { asDashboardParameters, parameterValuesOf, type DashboardParameters } from './dashboard/dashboard-parameters.ts'
export { dashboardChanges, isSameRule, type DashboardChange } from './dashboard/dashboard-changes.ts'
export { applyEdit, type DashboardEdit } from './dashboard/dashboard-edit.ts'
export { filtersForTile, type IgnoredFilter, type TileFilters } from './dashboard/filters-for-tile.ts'
export { readRichText } from './comment/read-rich-text.ts'
export { mentionedIn, richTextOf, type NamedPerson } from './comment/rich-text-of.ts'
export { plainTextOf, richTextHtml, type RichNode } from './comment/rich-text.ts'
export { changeEveryState, type EditedDocument } from './draft/change-every-state.ts'
export { applyStep, documentStepSchema, stepBetween, type DocumentStep } from './draft/document-step.ts'
export { diffLines, type DiffLine } from './draft/diff-lines.ts'
export { documentLines } from './draft/document-lines.ts'
export { diffDocuments, type DocumentDifference } from './diff-documents.ts'
export { isRecord } from './is-record.ts'
export { filteredFieldsOf, ownFieldsOf, referencesOf, type Question, type References } from './references.ts'
export { subtotalDimensions, subtotalKey, subtotalLines, subtotalOrder, type Subtotals, type TableGroup, type TableLine } from './result/subtotals.ts'
export type { TotalCell } from './result/total-cells.ts'
export { buildTable, type TableCell, type TableModel } from './result/build-table.ts'
export type { CellStyle } from './result/conditional-format.ts'
export type { TableColumn } from './result/table-columns.ts'
export { buildPivotTable, type PivotRow, type PivotTable, type PivotTotals } from './result/build-pivot-table.ts'
export type { PivotPlace } from './result/pivot-source.ts'
export { cellText, isCurrentPeriod, type CellValue, type ChartPointSource, type ChartResult, type ResultRow } from './result/chart-result.ts'
export { queryColumns } from './chart/value-fields.ts'
export { bigNumberModel, type BigNumberModel } from './option/big-number-model.ts'
export { buildChartOption, type BuildChartOption } from './option/build-chart-option.ts'
export { pointOfChart, type MarkPlace } from './option/point-of-chart.ts'
export { chartWalk, type ChartWalk } from './option/chart-walk.ts'
export { describeChart } from './option/describe-chart.ts'
export { palette, type ChartTheme } from './option/palette.ts'
export { decodeExploreState, encodeExploreState, type DecodedExploreState, type ExploreUrlState } from './url/explore-state-codec.ts'
export { aggregateOf, sqlChartConfigSchema, SqlChartDocument, type SqlChartConfig } from './sql-chart/sql-chart-document.ts'
export { sqlChartChanges, type SqlChartChange } from './sql-chart/sql-chart-changes.ts'
export { namingColumns, sqlChartDrawing, type SqlAnswer } from './sql-chart/sql-chart-drawing.ts'
export { renameInChart } from './rename/rename-in-chart.ts'
export { renameInDashboard } from './rename/rename-in-dashboard.ts'
export type { RenamedField, Renames } from './rename/renames.ts'
export {
  contentFilePath,
  contentKinds,
  type ChartFile,
  type ChartPlace,
  type ContentFile,
  type ContentKind,
  type DashboardFile,
  type EndpointFile,
  type SpaceFile,
  type SqlChartFile,
} from './code/content-file.ts'
export type { EndpointFileDocument, EndpointFileQuery, EndpointFileVariable } from './code/endpoint-file.ts'
export { byName as variablesByName, withoutEnd } from './code/endpoint-file.ts'
export { readContentFile, type ReadContentFile } from './code/read-content-file.ts'
export type { SourceText } from './code/read-yaml-map.ts'
export { updateContentText } from './code/update-content-text.ts'
export { writeContentFile } from './code/write-content-file.ts'
export { dashboardSpec } from './hashboard/dashboard-spec.ts'
export { explorationSpec } from './hashboard/exploration-spec.ts'
export { metricSpec, modelSpec } from './hashboard/model-spec.ts'
export type { Spec } from './hashboard/spec.ts'
export { writeSpec } from './hashboard/write-spec.ts'
export { readYamlData } from './code/read-yaml-data.ts'
export {
  importFormats,
  type ImportedFile,
  type ImportedTable,
  type ImportFormat,
  type ImportPlan,
  type PlannedItem,
  type SkippedItem,
} from './import/import-plan.ts'
export { formatOfFiles, planContentImport } from './import/plan-import.ts'
export {
  EndpointDocument,
  type EndpointDeprecation,
  endpointName,
  endpointNameRule,
  endpointQuerySchema,
  variableTypes,
  variableValueSchema,
  type EndpointQuery,
  type EndpointVariable,
  type EndpointVersionSettings,
  type GivenValue,
  type VariableType,
} from './endpoint/endpoint-document.ts'
