import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

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
export type CommentsByTile = Record<string, Comment[]>
export type MentionablePerson = { userUuid: string; firstName: string; lastName: string; /** Tells apart who has the same name. */ email: string }
export type NewComment = { text: string; textHtml: string; mentions: readonly string[]; replyTo?: string }

const path = (dashboardUuid: string, rest = ''): string =>
  `/api/v1/comments/dashboards/${encodeURIComponent(dashboardUuid)}${rest === '' ? '' : `/${encodeURIComponent(rest)}`}`

/** What is said about the tiles of a dashboard and not resolved. */
export const commentsQuery = (dashboardUuid: string) =>
  queryOptions({
    queryKey: ['comments', dashboardUuid],
    queryFn: ({ signal }) => request<CommentsByTile>(path(dashboardUuid), { signal }),
    retry: false,
  })

/** Whom one can mention on a dashboard. */
export const mentionableQuery = (dashboardUuid: string) =>
  queryOptions({
    queryKey: ['mentionable', dashboardUuid],
    queryFn: ({ signal }) => request<MentionablePerson[]>(`/api/v1/app/dashboards/${encodeURIComponent(dashboardUuid)}/mentionable`, { signal }),
    staleTime: 60_000,
  })

export const createComment = (dashboardUuid: string, tileUuid: string, comment: NewComment): Promise<string> =>
  request(`${path(dashboardUuid)}/${encodeURIComponent(tileUuid)}`, { method: 'POST', body: comment })

export const resolveComment = (dashboardUuid: string, commentId: string): Promise<unknown> => request(path(dashboardUuid, commentId), { method: 'PATCH' })

export const deleteComment = (dashboardUuid: string, commentId: string): Promise<unknown> => request(path(dashboardUuid, commentId), { method: 'DELETE' })
