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
export { keptSteps } from './draft/kept-steps.ts'
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
export { writtenDate } from './words/written-date.ts'
export { palette, themes, type ChartTheme } from './option/palette.ts'
export { decodeExploreState, encodeExploreState, type DecodedExploreState, type ExploreUrlState } from './url/explore-state-codec.ts'
export { columnDecimals } from './result/plain-numbers.ts'
export { defaultSqlChart, drawnSqlChart, fittingSqlChart, type SqlColumn } from './sql-chart/default-sql-chart.ts'
export { aggregateOf, sqlChartConfigSchema, SqlChartDocument, type SqlChartConfig } from './sql-chart/sql-chart-document.ts'
export { sqlChartChanges, type SqlChartChange } from './sql-chart/sql-chart-changes.ts'
export { namingColumns, sqlAnswerOf, sqlChartDrawing, type SqlAnswer } from './sql-chart/sql-chart-drawing.ts'
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
export { isHashboardModel } from './import/hashboard/library.ts'
export { formatOfFiles, planContentImport } from './import/plan-import.ts'
export {
  EndpointDocument,
  type EndpointDeprecation,
  endpointName,
  endpointNameRule,
  endpointQuerySchema,
  variableTypes,
  type EndpointQuery,
  type EndpointVariable,
  type EndpointVersionSettings,
  type VariableType,
} from './endpoint/endpoint-document.ts'
export {
  cellKinds,
  emptyNotebook,
  maxCells,
  NotebookDocument,
  notebookShape,
  type AppElement,
  type AppTab,
  type CellKind,
  type CellOf,
  type NotebookCell,
  type NotebookSettings,
} from './notebook/notebook-document.ts'
export { definedNames, rangeNames, type DefinedName } from './notebook/cells/defined-names.ts'
export { builtInValues } from './notebook/cells/built-in-values.ts'
export { freeName } from './notebook/cells/free-name.ts'
export { readWrittenTable } from './notebook/cells/written-table.ts'
export {
  defaultSourceOf,
  inputDefinition,
  resultsReadBy,
  type DefaultSource,
  type InputCell,
  type InputDefinition,
  type InputOptions,
  type InputType,
} from './notebook/cells/input-cell.ts'
export { cellName, variableOf, type Scalar } from './notebook/cells/names.ts'
export { readCell, type CellRead, type ReadCell } from './notebook/read/read-cell.ts'
export { moduleOf } from './notebook/read/read-module.ts'
export type { CodeModule, NamePlace } from './notebook/read/code-module.ts'
export { fillSql, type FilledSql } from './notebook/template/fill-sql.ts'
export { fillText } from './notebook/template/fill-text.ts'
export { literalTemplate } from './notebook/template/literal-template.ts'
export { TemplateError } from './notebook/template/template-error.ts'
export type { TemplateValues } from './notebook/template/evaluate.ts'
export { Day, type TemplateValue } from './notebook/template/values.ts'
export { foundDefault } from './notebook/inputs/found-default.ts'
export { appInputsOf, givenInputs, inputsOf, inputsOfUrl, type GivenInputs, type Offered, type WrongInput } from './notebook/inputs/given-inputs.ts'
export { acceptedValue, dataTypeOf, defaultValue, listedValues, type DateRange, type InputValue } from './notebook/inputs/input-value.ts'
export { templateValues } from './notebook/inputs/template-values.ts'
export { readUrlInputs, withoutUrlInputs, writeUrlInputs } from './notebook/inputs/url-inputs.ts'
export { readUrlValue, writeUrlValue } from './notebook/inputs/url-value.ts'
export { notebookGraph, type Definition, type LooseRead, type NotebookGraph } from './notebook/graph/notebook-graph.ts'
export type { Cycle } from './notebook/graph/cycles.ts'
export { inOrderOfReading } from './notebook/graph/order.ts'
export { readsTable, withWaitingExplores } from './notebook/graph/waiting-explores.ts'
export { fingerprints, staleCells } from './notebook/graph/fingerprints.ts'
export { blockedCells, dependents, sources } from './notebook/graph/reach.ts'
export { allToRun, appToRun, cellsToRun, lostCells, staleToRun, startable, type RunReach, type RunState } from './notebook/graph/run-plan.ts'
export { notebookProblems } from './notebook/problems/find-problems.ts'
export type { NotebookFinding, NotebookProblem, TextPlace } from './notebook/problems/problem.ts'
export { reservedBy } from './notebook/problems/reserved-names.ts'
export { applyNotebookEdit, type NotebookEdit } from './notebook/edit/notebook-edit.ts'
export { renameName, type Renamed } from './notebook/edit/rename-name.ts'
export { mergeNotebooks, type MergeConflict, type MergedNotebook } from './notebook/edit/merge-notebooks.ts'
export { resolveMerge } from './notebook/edit/resolve-merge.ts'
export { notebookChanges, type NotebookChange } from './notebook/edit/notebook-changes.ts'
export { layOut, showCell } from './notebook/app/add-elements.ts'
export { isShowable } from './notebook/app/cell-size.ts'
export { elementsOfTab, orderedAppTabs } from './notebook/app/elements-of-tab.ts'
export { showsNothing } from './notebook/app/shows-nothing.ts'
export { addAppTab, moveToAppTab, orderAppTabs, removeAppTab, renameAppTab } from './notebook/app/tab-edits.ts'
export { viewerApp, viewerCell, type ViewerApp, type ViewerCell } from './notebook/app/viewer-app.ts'
export type { CellFailure, CellNote, CellState, DisplayOf, OutcomeColumn, OutcomeOf, OutcomeTable, WrittenOutcome } from './notebook/shown/cell-outcome.ts'
export type { CellView, OfferedValue, ProfileView, ViewColumn } from './notebook/shown/cell-view.ts'
export { pivotTableOf } from './notebook/shown/pivot-table-of.ts'
export { plainValue } from './notebook/shown/plain-value.ts'
export { singleValueModel } from './notebook/shown/single-value-model.ts'
export { drawingsOf, type Drawing } from './notebook/shown/drawings-of.ts'
export { columnWriter, valueWriter } from './notebook/shown/value-writer.ts'
export { cellLabels, kindLabel, viewerCellLabels } from './notebook/words/cell-labels.ts'
export { tellChange, tellProblem } from './notebook/words/tell.ts'
export { germanFailures } from './notebook/words/german-failures.ts'
export { tell, type Sentences } from './notebook/words/saying.ts'
export { tellFailure, tellNote } from './notebook/words/tell-failure.ts'
export type { Told } from './notebook/words/notebook-words.ts'
export type { ImportedNotebook, ImportNote, NotImported } from './notebook/file/imported-notebook.ts'
export { formatOfFile, notebookEndings, notebookFormats, type NotebookFormat } from './notebook/file/notebook-format.ts'
export type { NotebookFile } from './notebook/file/notebook-file.ts'
export { readNotebookFile, type ReadNotebookFile } from './notebook/file/read-notebook-file.ts'
export { writeNotebookFile } from './notebook/file/write-notebook-file.ts'
export { readIpynb } from './notebook/file/ipynb/read-ipynb.ts'
export { writeIpynb } from './notebook/file/ipynb/write-ipynb.ts'
export { lightIpynb } from './notebook/file/ipynb/light-ipynb.ts'
export { readHexProject } from './notebook/file/hex/read-hex-project.ts'
export { writeHexProject, type HexProject } from './notebook/file/hex/write-hex-project.ts'
export { variableValueSchema, type GivenValue } from './endpoint/given-value.ts'
export {
  endpointTestSchema,
  endpointTestsSchema,
  mostEndpointTests,
  mostExpectedRows,
  testedColumnTypes,
  testedErrors,
  type EndpointExpectation,
  type EndpointTest,
  type ExpectedMetric,
  type TestedColumnType,
  type TestedError,
} from './endpoint/endpoint-test.ts'
export { ownValue } from './own-value.ts'
export { readSqlTables } from './notebook/read/read-sql.ts'
export { readingOf, rememberReading, type CellReading } from './notebook/read/cell-reading.ts'
