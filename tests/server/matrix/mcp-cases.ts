import type { MatrixCase } from './app-cases.ts'

const path = (): string => '/api/mcp'

/** Every token may speak the protocol: who may do what a tool does, the operation behind it says. */
export const mcpCases: readonly MatrixCase[] = [
  { operationId: 'PostMcp', path, body: () => ({ jsonrpc: '2.0', method: 'notifications/initialized' }) },
  { operationId: 'GetMcp', path },
  { operationId: 'DeleteMcp', path },
]
