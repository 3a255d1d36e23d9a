export type OrganizationRole = 'member' | 'viewer' | 'interactive_viewer' | 'editor' | 'developer' | 'admin'
export type ProjectRole = Exclude<OrganizationRole, 'member'>
/** What people who join by themselves may become. */
export type JoiningRole = 'member' | 'viewer' | 'interactive_viewer' | 'editor'
export type SpaceRole = 'viewer' | 'editor' | 'admin'
/** What a signature of a passkey is asked for: it is good for nothing else. */
export type PasskeyPurpose = 'register' | 'sign_in' | 'second_step' | 'proof'
export type RunState = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled'

/** Settings of a project's warehouse that are not secret. */
export type WarehouseSettings = { type: 'duckdb'; database: string } | PostgresSettings | { type: 'none' }
export type PostgresSettings = {
  type: 'postgres'
  host: string
  port: number
  user: string
  dbname: string
  schema: string
  sslmode: SslMode
  /** True: people sign in with accounts of their own; that of the connection is for compiling alone. */
  requireUserCredentials?: boolean
}
/** `require` encrypts, `verify-full` also makes sure who answers. */
export type SslMode = 'disable' | 'require' | 'verify-full'
/** Credentials of a person for a warehouse, without the secret. */
export type UserWarehouse = { type: WarehouseType; user: string | null }
export type WarehouseType = 'bigquery' | 'databricks' | 'postgres' | 'redshift' | 'snowflake' | 'trino'
/** `commit`: the files are those of a commit and are changed by making another one. */
export type ModelSource = { type: 'folder'; path: string; commit?: string } | { type: 'none' }
/** Services of others that an organization can be connected to. */
export type IntegrationKind = 'github' | 'google' | 'slack'
/** Another semantic layer, without its token. */
export type SemanticLayerSettings = { type: 'DBT'; environmentId: string; domain: string } | { type: 'CUBE'; domain: string }
export type TablesConfiguration = { type: 'ALL' | 'WITH_TAGS' | 'WITH_NAMES'; value: string[] | null }

/** What stands beside an item of the catalog: an emoji, or a picture by its address. */
export type CatalogIcon = { unicode: string } | { url: string }
