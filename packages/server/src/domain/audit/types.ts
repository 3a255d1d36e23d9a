/** One line of the audit log with the names of now. */
export type AuditLine = {
  id: string
  at: Date
  actor: { kind: string; id: string | null; name: string | null; email: string | null }
  /** Whom the actor viewed as. */
  as: { id: string; name: string | null; email: string | null } | null
  source: {
    address: string | null
    userAgent: string | null
    credential: 'session' | 'token' | 'background' | null
    /** What the token is called, while there is one. */
    token: string | null
    tokenId: string | null
  }
  operation: string
  outcome: 'done' | 'refused'
  reason: string | null
  target: { kind: string; id: string; name: string | null }
  project: { id: string; name: string | null } | null
  before: object | null
  after: object | null
  /** Chains this line to the one before. */
  hash: string
}

/** All that is given must hold; `from` inclusive, `to` exclusive. */
export type AuditFilter = {
  actorId?: string
  operation?: string
  projectId?: string
  targetKind?: string
  targetId?: string
  outcome?: 'done' | 'refused'
  from?: Date
  to?: Date
}

export type AuditFacets = {
  people: { id: string; name: string | null; email: string | null }[]
  operations: string[]
  projects: { id: string; name: string | null }[]
}
