/** Where the store is: a URL from the configuration, or the socket of the embedded server. */
export type DbConnection = { url: string } | SocketConnection

/** A server that is reached by a socket in a folder. */
export type SocketConnection = { socketFolder: string; port: number; user: string; database: string }

/** The same place as node-postgres wants it. */
export function clientConfig(connection: DbConnection): { connectionString: string } | { host: string; port: number; user: string; database: string } {
  if ('url' in connection) return { connectionString: connection.url }
  const { socketFolder: host, port, user, database } = connection
  return { host, port, user, database }
}
