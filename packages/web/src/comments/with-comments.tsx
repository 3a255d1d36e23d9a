import { Drawer, Skeleton, Stack, Title } from '@mantine/core'
import { IconMessageCircle } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { commentsQuery, createComment, deleteComment, resolveComment, type Commented, type CommentsByPart, type NewComment } from '../api/comments.ts'
import { ConfirmDialog } from '../components/confirm-dialog.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { QueryBoundary } from '../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../components/toast.ts'
import { CommentForm } from './comment-form.tsx'
import { allParts, CommentsContext } from './comments-context.ts'
import { Conversation } from './conversation.tsx'

/** How often is asked for news while the panel is open, and while it is not. */
const refetchMs = { open: 5000, closed: 60_000 }

type Part = { id: string; name: string }

type Props = {
  on: Commented
  /** The tiles or cells that are there, in their order. */
  parts: readonly Part[]
  /** What is shown of cells that are no longer there is said under this name; without it nothing is. */
  goneName?: string
  /** What the reader may do. */
  abilities: readonly string[]
  /** A tile or cell, or `allParts`; null while the panel is closed. */
  shown: string | null
  onShow: (partId: string | null) => void
  children: ReactNode
}

/** A dashboard, a notebook or an app with what is said about its tiles or cells: marks on them, and a panel. */
export function WithComments({ on, parts, goneName, abilities, shown, onShow, children }: Props) {
  const { t } = useTranslation()
  const comments = useQuery({ ...commentsQuery(on), refetchInterval: shown === null ? refetchMs.closed : refetchMs.open })
  const mayComment = abilities.includes('comment.create')
  const { data } = comments
  const listed = useMemo(() => withGone(parts, data ?? {}, goneName), [parts, data, goneName])
  const value = useMemo(
    () => ({ counts: countsOf(listed, data ?? {}), mayComment, open: (partId: string) => onShow(partId) }),
    [listed, data, mayComment, onShow],
  )
  return (
    <CommentsContext value={value}>
      {children}
      <Drawer opened={shown !== null} onClose={() => onShow(null)} position="right" size="md" title={t('comments.title')}>
        <QueryBoundary query={comments} failed={t('comments.failed')} skeleton={<Skeleton height={160} />}>
          {(byPart) => (
            <Panel on={on} parts={listed} byPart={byPart} shown={shown ?? allParts} mayComment={mayComment} mayResolve={abilities.includes('comment.manage')} />
          )}
        </QueryBoundary>
      </Drawer>
    </CommentsContext>
  )
}

type Listed = Part & { isGone: boolean }

/** What is there, and behind it what is gone and still talked about. */
function withGone(parts: readonly Part[], byPart: CommentsByPart, goneName: string | undefined): Listed[] {
  const there = parts.map((part) => ({ ...part, isGone: false }))
  if (goneName === undefined) return there
  const known = new Set(parts.map(({ id }) => id))
  return [...there, ...Object.keys(byPart).flatMap((id) => (known.has(id) ? [] : [{ id, name: goneName, isGone: true }]))]
}

const countsOf = (parts: readonly Part[], byPart: CommentsByPart): Map<string, number> =>
  new Map(
    parts.flatMap(({ id }) => {
      const count = (byPart[id] ?? []).reduce((sum, { replies }) => sum + 1 + replies.length, 0)
      return count === 0 ? [] : [[id, count]]
    }),
  )

type PanelProps = { on: Commented; parts: readonly Listed[]; byPart: CommentsByPart; shown: string; mayComment: boolean; mayResolve: boolean }

function Panel({ on, parts, byPart, shown, mayComment, mayResolve }: PanelProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [deleting, setDeleting] = useState<string | null>(null)
  const changed = (): Promise<void> => queryClient.invalidateQueries({ queryKey: commentsQuery(on).queryKey })
  const say = async (partId: string, comment: NewComment): Promise<void> => {
    await createComment(on, partId, comment)
    await changed()
  }
  const resolve = async (commentId: string): Promise<void> => {
    try {
      await resolveComment(on, commentId)
      toastDone(t('comments.resolved'))
      await changed()
    } catch (error) {
      toastFailed(t('comments.resolveFailed'), error)
    }
  }
  const wanted = parts.filter(({ id }) => (shown === allParts ? byPart[id] !== undefined : id === shown))
  if (wanted.length === 0) return <EmptyState icon={IconMessageCircle} text={t(mayComment ? 'comments.none' : 'comments.noneYet')} compact />
  return (
    <Stack gap="lg">
      {wanted.map(({ id, name, isGone }) => {
        const maySay = mayComment && !isGone
        return (
          <Stack key={id} gap="sm" component="section" aria-label={t('comments.on', { name })}>
            <Title order={3} size="h6">
              {name}
            </Title>
            {(byPart[id] ?? []).map((comment) => (
              <Conversation
                key={comment.commentId}
                on={on}
                partId={id}
                comment={comment}
                mayComment={maySay}
                mayResolve={mayResolve}
                onReply={(reply) => say(id, { ...reply, replyTo: comment.commentId })}
                onResolve={() => void resolve(comment.commentId)}
                onDelete={setDeleting}
              />
            ))}
            {maySay && (
              <CommentForm on={on} partId={id} label={t('comments.write', { name })} submit={t('comments.send')} onSubmit={(comment) => say(id, comment)} />
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
            await deleteComment(on, deleting)
            setDeleting(null)
            await changed()
          }}
        />
      )}
    </Stack>
  )
}
