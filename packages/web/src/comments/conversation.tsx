import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Comment, Commented, NewComment, Reply } from '../api/comments.ts'
import { Ago } from '../components/ago.tsx'
import { CommentForm } from './comment-form.tsx'
import classes from './comments.module.css'
import { RichText } from './rich-text.tsx'

type Props = {
  on: Commented
  partId: string
  comment: Comment
  mayComment: boolean
  mayResolve: boolean
  onReply: (comment: Omit<NewComment, 'replyTo'>) => Promise<unknown>
  onResolve: () => void
  onDelete: (commentId: string) => void
}

/** A comment with its replies, and what one can do with them. */
export function Conversation({ on, partId, comment, mayComment, mayResolve, onReply, onResolve, onDelete }: Props) {
  const { t } = useTranslation()
  const [isReplying, setIsReplying] = useState(false)
  return (
    <article className={classes['conversation']}>
      <Said said={comment} onDelete={onDelete} />
      {comment.replies.length > 0 && (
        <ul className={classes['replies']} aria-label={t('comments.replies')}>
          {comment.replies.map((reply) => (
            <li key={reply.commentId}>
              <Said said={reply} onDelete={onDelete} />
            </li>
          ))}
        </ul>
      )}
      {isReplying ? (
        <CommentForm
          on={on}
          partId={partId}
          label={t('comments.reply')}
          submit={t('comments.reply')}
          onCancel={() => setIsReplying(false)}
          onSubmit={async (reply) => {
            await onReply(reply)
            setIsReplying(false)
          }}
        />
      ) : (
        <Group gap={4}>
          {mayComment && (
            <Button size="compact-xs" variant="subtle" onClick={() => setIsReplying(true)}>
              {t('comments.reply')}
            </Button>
          )}
          {mayResolve && (
            <Button size="compact-xs" variant="subtle" onClick={onResolve}>
              {t('comments.resolve')}
            </Button>
          )}
        </Group>
      )}
    </article>
  )
}

function Said({ said, onDelete }: { said: Reply; onDelete: (commentId: string) => void }) {
  const { t } = useTranslation()
  const author = said.user.name === '' ? t('notifications.somebody') : said.user.name
  return (
    <div>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" fw={600}>
          {author}
        </Text>
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          <Ago at={said.createdAt} />
        </Text>
      </Group>
      <div className={classes['text']} dir="auto">
        <RichText html={said.textHtml} />
      </div>
      {said.canRemove && (
        <Button size="compact-xs" variant="subtle" color="red" aria-label={t('comments.deleteOf', { name: author })} onClick={() => onDelete(said.commentId)}>
          {t('comments.delete')}
        </Button>
      )}
    </div>
  )
}
