import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** What is talked about: a dashboard by its tiles, or a notebook and its app by cells. */
export type Commented = { kind: 'dashboards' | 'apps'; uuid: string }

export type Reply = {
  commentId: string
  text: string
  textHtml: string
  /** Without a name for an account that is gone. */
  user: { name: string }
  createdAt: string
  canRemove: boolean
}
export type Comment = Reply & { replies: Reply[] }
/** By tile or cell. */
export type CommentsByPart = Record<string, Comment[]>
export type MentionablePerson = { userUuid: string; firstName: string; lastName: string; /** Tells apart who has the same name. */ email: string }
export type NewComment = { text: string; textHtml: string; mentions: readonly string[]; replyTo?: string }

const app = (uuid: string): string => `/api/v1/app/apps/${encodeURIComponent(uuid)}`
const cell = (uuid: string, id: string): string => `${app(uuid)}/cells/${encodeURIComponent(id)}`
const comments = ({ kind, uuid }: Commented): string => (kind === 'apps' ? `${app(uuid)}/comments` : `/api/v1/comments/dashboards/${encodeURIComponent(uuid)}`)
const comment = (on: Commented, id: string): string => `${comments(on)}/${encodeURIComponent(id)}`

/** What is said about tiles or cells and not resolved. */
export const commentsQuery = (on: Commented) =>
  queryOptions({
    queryKey: ['comments', on.kind, on.uuid],
    queryFn: ({ signal }) => request<CommentsByPart>(comments(on), { signal }),
    retry: false,
  })

/** Whom one can mention at a tile or cell: of a dashboard they are the same everywhere. */
export const mentionableQuery = ({ kind, uuid }: Commented, partId: string) =>
  queryOptions({
    queryKey: ['mentionable', kind, uuid, ...(kind === 'apps' ? [partId] : [])],
    queryFn: ({ signal }) =>
      request<MentionablePerson[]>(`${kind === 'apps' ? cell(uuid, partId) : `/api/v1/app/dashboards/${encodeURIComponent(uuid)}`}/mentionable`, { signal }),
    staleTime: 60_000,
  })

export const createComment = (on: Commented, partId: string, given: NewComment): Promise<string> =>
  request(on.kind === 'apps' ? `${cell(on.uuid, partId)}/comments` : comment(on, partId), { method: 'POST', body: given })

export const resolveComment = (on: Commented, id: string): Promise<unknown> => request(comment(on, id), { method: 'PATCH' })

export const deleteComment = (on: Commented, id: string): Promise<unknown> => request(comment(on, id), { method: 'DELETE' })
