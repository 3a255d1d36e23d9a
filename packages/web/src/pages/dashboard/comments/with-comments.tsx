import { Drawer, Skeleton, Stack, Title } from '@mantine/core'
import { IconMessageCircle } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { commentsQuery, createComment, deleteComment, resolveComment, type CommentsByTile, type NewComment } from '../../../api/comments.ts'
import type { Dashboard } from '../../../api/dashboards.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../../components/toast.ts'
import { tileName } from '../../../dashboard/tile-name.ts'
import { CommentForm } from './comment-form.tsx'
import { allTiles, CommentsContext } from './comments-context.ts'
import { Conversation } from './conversation.tsx'

/** How often is asked for news while the panel is open, and while it is not. */
const refetchMs = { open: 5000, closed: 60_000 }

type Props = {
  dashboard: Dashboard
  /** A tile's id, or `allTiles`; null while the panel is closed. */
  shown: string | null
  onShow: (tile: string | null) => void
  children: ReactNode
}

/** A dashboard with what is said about its tiles: marks on them, and a panel. */
export function WithComments({ dashboard, shown, onShow, children }: Props) {
  const { t } = useTranslation()
  const comments = useQuery({ ...commentsQuery(dashboard.uuid), refetchInterval: shown === null ? refetchMs.closed : refetchMs.open })
  const mayComment = dashboard.abilities.includes('comment.create')
  const { data } = comments
  const value = useMemo(() => ({ counts: countsOf(data ?? {}), mayComment, open: (tileUuid: string) => onShow(tileUuid) }), [data, mayComment, onShow])
  return (
    <CommentsContext value={value}>
      {children}
      <Drawer opened={shown !== null} onClose={() => onShow(null)} position="right" size="md" title={t('comments.title')}>
        <QueryBoundary query={comments} failed={t('comments.failed')} skeleton={<Skeleton height={160} />}>
          {(byTile) => <Panel dashboard={dashboard} byTile={byTile} shown={shown ?? allTiles} mayComment={mayComment} />}
        </QueryBoundary>
      </Drawer>
    </CommentsContext>
  )
}

const countsOf = (byTile: CommentsByTile): Map<string, number> =>
  new Map(Object.entries(byTile).map(([tileUuid, comments]) => [tileUuid, comments.reduce((sum, { replies }) => sum + 1 + replies.length, 0)]))

type PanelProps = { dashboard: Dashboard; byTile: CommentsByTile; shown: string; mayComment: boolean }

function Panel({ dashboard, byTile, shown, mayComment }: PanelProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [deleting, setDeleting] = useState<string | null>(null)
  const mayResolve = dashboard.abilities.includes('comment.manage')
  const changed = (): Promise<void> => queryClient.invalidateQueries({ queryKey: commentsQuery(dashboard.uuid).queryKey })
  const say = async (tileUuid: string, comment: NewComment): Promise<void> => {
    await createComment(dashboard.uuid, tileUuid, comment)
    await changed()
  }
  const resolve = async (commentId: string): Promise<void> => {
    try {
      await resolveComment(dashboard.uuid, commentId)
      toastDone(t('comments.resolved'))
      await changed()
    } catch (error) {
      toastFailed(t('comments.resolveFailed'), error)
    }
  }
  const tiles = dashboard.tiles.filter(({ uuid }) => (shown === allTiles ? byTile[uuid] !== undefined : uuid === shown))
  if (tiles.length === 0) return <EmptyState icon={IconMessageCircle} text={t(mayComment ? 'comments.none' : 'comments.noneYet')} compact />
  return (
    <Stack gap="lg">
      {tiles.map((tile) => {
        const name = tileName(tile, t('dashboard.tile.untitled'))
        return (
          <Stack key={tile.uuid} gap="sm" component="section" aria-label={t('comments.on', { name })}>
            <Title order={3} size="h6">
              {name}
            </Title>
            {(byTile[tile.uuid] ?? []).map((comment) => (
              <Conversation
                key={comment.commentId}
                dashboardUuid={dashboard.uuid}
                comment={comment}
                mayComment={mayComment}
                mayResolve={mayResolve}
                onReply={(reply) => say(tile.uuid, { ...reply, replyTo: comment.commentId })}
                onResolve={() => void resolve(comment.commentId)}
                onDelete={setDeleting}
              />
            ))}
            {mayComment && (
              <CommentForm
                dashboardUuid={dashboard.uuid}
                label={t('comments.write', { name })}
                submit={t('comments.send')}
                onSubmit={(comment) => say(tile.uuid, comment)}
              />
            )}
          </Stack>
        )
      })}
      {deleting !== null && (
        <ConfirmDialog
          title={t('comments.deleteTitle')}
          text={t('comments.deleteText')}
          confirm={t('comments.delete')}
          failed={t('comments.deleteFailed')}
          onClose={() => setDeleting(null)}
          onConfirm={async () => {
            await deleteComment(dashboard.uuid, deleting)
            setDeleting(null)
            await changed()
          }}
        />
      )}
    </Stack>
  )
}
