export type * from './types/field.ts'
export type * from './types/metric-query.ts'
export type {
  AnyExplore,
  CompiledJoin,
  CompiledProject,
  CompiledTable,
  Explore,
  ExploreError,
  InlineError,
  ModelPlace,
  Problem,
  SourceFile,
  WarehouseCatalog,
} from './types/explore.ts'
export { isExploreError } from './types/explore.ts'
export type { CompiledQuery, CompileOptions, Proof, QueryErrorCode, ResultColumn, RowPolicy } from './types/compiled-query.ts'
export { QueryError } from './types/compiled-query.ts'
export type { Dialect } from './types/dialect.ts'
export { bigquery } from './dialects/bigquery.ts'
export { clickhouse } from './dialects/clickhouse.ts'
export { databricks } from './dialects/databricks.ts'
export { dialects } from './dialects/dialects.ts'
export { duckdb } from './dialects/duckdb.ts'
export { mysql } from './dialects/mysql.ts'
export { postgres } from './dialects/postgres.ts'
export { redshift } from './dialects/redshift.ts'
export { snowflake } from './dialects/snowflake.ts'
export { sqlserver } from './dialects/sqlserver.ts'
export { trino } from './dialects/trino.ts'
export { compileMetricQuery } from './plan/compile-metric-query.ts'
export { defaultSorts } from './plan/default-sorts.ts'
export { fieldValuesQuery, type FieldValuesRequest } from './plan/field-values-query.ts'
export { dimensionOf } from './plan/find-dimension.ts'
export { type FilterRules, mergeFilterRules } from './plan/merge-filter-rules.ts'
export { totalsQuery } from './plan/totals-query.ts'
export { withGranularity } from './plan/with-granularity.ts'
export { formatItemValue } from './format/format-item-value.ts'
export { getItemLabel, getItemType, isDimensionItem, isNumericItem } from './format/item.ts'
export { checkFormula, type FormulaCheck } from './formula/check-formula.ts'
export { formulaNameOf, type ResultField } from './formula/find-column.ts'
export { isFormula } from './formula/formula.ts'
export { formulaFunctions } from './formula/functions.ts'
export { rawForWire } from './format/raw-for-wire.ts'
export { type FreeSql, freeSqlOf } from './plan/free-sql.ts'
export { csvSelect, type CsvSelectColumn } from './plan/csv-select.ts'
export { limitUserSql } from './plan/limit-user-sql.ts'
export { nearestNames } from './names/nearest-names.ts'
export { compileMemory, type CompileMemory, compileProject, type CompileProjectInput } from './compile/compile-project.ts'
export { exploresOf, type ExploresSnapshot, snapshotOf } from './compile/snapshot.ts'
export { comparedFieldsOf, comparisonId, comparisonLabel, type ComparedField } from './names/compared-fields.ts'
export { fieldIdOf } from './names/field-id.ts'
export { friendlyName } from './names/friendly-name.ts'
export { slugOf } from './names/slug-of.ts'
export { exportOsi, type OsiExport } from './write/osi/export-osi.ts'
export type * from './types/format-report.ts'
export type * from './types/model-notes.ts'
export { readZip, type ReadZip } from './read/zip/read-zip.ts'
export type { ZipLimits } from './read/zip/zip-limits.ts'
export { generateModels } from './write/models/generate-models.ts'
export type { DatabaseSchema, ForeignKey, SchemaColumn, SchemaTable } from './write/models/database-schema.ts'
export { readExplores, type ReadExplores } from './read/explores/read-explores.ts'
export { editModel, type ModelEdit } from './edit/edit-model.ts'
export { type DimensionForm, type MetricForm, type ModelForm, readModelForms } from './edit/model-form.ts'
