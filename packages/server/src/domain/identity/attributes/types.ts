/** What rows and columns people may see can depend on: values of persons and groups, by the name that models use. */
export type UserAttribute = {
  id: string
  organizationId: string
  name: string
  description: string | null
  /** The value of those without one of their own or of a group; null: they have none. */
  defaultValue: string | null
  users: { userId: string; email: string; value: string }[]
  groups: { groupId: string; value: string }[]
  createdAt: Date
}

/** An attribute as people write it. */
export type AttributeValues = {
  name: string
  description?: string | undefined
  defaultValue: string | null
  users: readonly { userId: string; value: string }[]
  groups: readonly { groupId: string; value: string }[]
}
