import { readRichText, richTextHtml, richTextOf } from '@atrium/documents'
import { writeOperation, type WriteCtx } from '../../access/operation.ts'
import type { OutgoingMail } from '../../channels/mail/mail.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { authorOf, type ContentCtx } from '../content/content-ctx.ts'
import { insertComment, listOpenComments, type StoredComment } from './comment-store.ts'
import { pathOfComment } from './comment-path.ts'
import { commentMissing, commentTarget, isNotebook, type Commented, type CommentedResource, type CommentTarget } from './comment-target.ts'
import { holdSeen, isForAll, requirePart } from './commented-parts.ts'
import { mentionMail } from './mention-mail.ts'
import { peopleSeeingPart, type MentionablePerson } from './mentionable-people.ts'
import { insertNotifications } from './notification-store.ts'

export type CommentCtx = ContentCtx & { mail: OutgoingMail }

export type NewCommentInput = Commented & {
  /** A tile or cell. */
  partId: string
  text: string
  /** What is shown; made from `text` where it is empty. Only what `readRichText` knows is kept of it. */
  html: string
  /** A comment on the same part; a reply to a reply goes to the same conversation. */
  replyTo?: string
  /** People who may see that part. */
  mentions: readonly string[]
}

/** Characters of a comment, and of its HTML. */
export const longestComment = 5000
export const longestCommentHtml = 30_000
const dayMs = 86_400_000

/** All of them are shown at once. */
const mostOpenComments = 500

/**
 * Says something about a tile or cell, and tells those who are mentioned or in the conversation, as far as they may see it.
 * Answers the id. Throws `not_found` for a part or comment that is not there for the caller, `invalid` for people who may not see the part.
 */
export const createComment = writeOperation<CommentCtx, NewCommentInput, CommentTarget, string>({
  name: 'comments.create',
  action: 'comment.create',
  writes: true,
  target: commentTarget,
  async run(ctx, input, { resource }) {
    const { partId } = input
    await requirePart(ctx, resource, partId)
    const body = checkedBody(input)
    const conversation = input.replyTo === undefined ? null : await conversationOf(ctx, resource, partId, input.replyTo)
    const people = await peopleSeeingPart(ctx, resource, partId)
    const mentions = [...new Set(input.mentions)]
    requireSeeing(people, mentions, isNotebook(resource) ? 'cell' : 'dashboard')
    const { authorId, at } = authorOf(ctx)
    const id = newId()
    const earlier = await listOpenComments(ctx.tx, resource.id)
    if (earlier.length >= mostOpenComments) {
      const message = `There are ${mostOpenComments} comments here that are not resolved. Resolve some before you write another.`
      throw new AppError('conflict', message, { reason: 'comments_full' })
    }
    await insertComment(ctx.tx, { id, resourceId: resource.id, partId, replyTo: conversation, ...body, mentions, authorId, at })
    const told = whomToTell(
      people,
      mentions,
      earlier.filter((comment) => comment.partId === partId),
      authorId,
    )
    await insertNotifications(ctx.tx, id, told, at)
    await mailMentioned(
      ctx,
      { text: body.text, about: resource, partId },
      told.filter(({ isMention }) => isMention),
    )
    ctx.record({ targetKind: 'comment', targetId: id, before: null, after: { resourceId: resource.id, partId, replyTo: conversation, mentions } })
    return id
  },
})

function checkedBody({ text, html }: NewCommentInput): { text: string; html: string } {
  const trimmed = text.trim()
  if (trimmed === '') throw new AppError('invalid', 'A comment needs a text', { reason: 'comment_text', fields: [{ path: 'text', message: 'is empty' }] })
  for (const [path, length, longest] of [
    ['text', trimmed.length, longestComment],
    ['textHtml', html.length, longestCommentHtml],
  ] as const) {
    if (length > longest) {
      throw new AppError('invalid', `A comment has at most ${longest} characters. Write less, or in two.`, {
        reason: 'comment_text',
        fields: [{ path, message: `has more than ${longest} characters` }],
      })
    }
  }
  const safe = richTextHtml(readRichText(html))
  // What is kept may be longer than what was sent: a quote is written as six letters.
  if (safe.length > 2 * longestCommentHtml) {
    throw new AppError('invalid', 'The HTML of this comment is too long. Write less, or in two.', {
      reason: 'comment_text',
      fields: [{ path: 'textHtml', message: `has more than ${2 * longestCommentHtml} characters as it is kept` }],
    })
  }
  return { text: trimmed, html: safe.trim() === '' ? richTextHtml(richTextOf(trimmed, [])) : safe }
}

async function conversationOf(ctx: CommentCtx & WriteCtx, resource: CommentedResource, partId: string, replyTo: string): Promise<string> {
  const comment = await holdSeen(ctx, resource, replyTo)
  const first = comment.replyTo === null ? comment : await holdSeen(ctx, resource, comment.replyTo)
  if (first.partId !== partId) throw commentMissing()
  if (first.resolvedAt !== null) throw new AppError('conflict', 'This conversation was resolved. Begin a new one.', { reason: 'resolved' })
  return first.id
}

function requireSeeing(people: readonly MentionablePerson[], mentions: readonly string[], what: 'cell' | 'dashboard'): void {
  const seeing = new Set(people.map(({ userId }) => userId))
  const fields = mentions.flatMap((userId, index) =>
    seeing.has(userId) ? [] : [{ path: `mentions.${index}`, value: userId, message: `${userId} is nobody who may see this ${what}` }],
  )
  if (fields.length > 0) throw new AppError('invalid', `You can mention only people who may see this ${what}`, { reason: 'mention', fields })
}

type Told = MentionablePerson & { isMention: boolean }

/** Those who are mentioned, and those who spoke on the same part; never the author, nobody who may not see it any more. */
function whomToTell(people: readonly MentionablePerson[], mentions: readonly string[], earlier: readonly StoredComment[], authorId: string | null): Told[] {
  const speakers = new Set(earlier.map(({ author }) => author?.id))
  return people
    .filter(({ userId }) => userId !== authorId && (mentions.includes(userId) || speakers.has(userId)))
    .map((person) => ({ ...person, isMention: mentions.includes(person.userId) }))
}

async function mailMentioned(
  ctx: CommentCtx & WriteCtx,
  said: { text: string; about: CommentedResource; partId: string },
  people: readonly Told[],
): Promise<void> {
  if (!ctx.mail.isConfigured || ctx.actor.kind !== 'user') return
  const { actor } = ctx
  const { about, partId, text } = said
  const forAll = await isForAll(ctx, about, partId)
  const link = ctx.mail.linkTo(pathOfComment(about, partId, forAll))
  const place = !isNotebook(about) ? 'dashboard' : forAll ? 'app' : 'notebook'
  for (const { email, language, mailsMentions } of people) {
    if (!mailsMentions) continue
    const mail = mentionMail({ to: email, language }, { author: `${actor.firstName} ${actor.lastName}`.trim(), place, name: about.name, text, link })
    await ctx.mail.post(mail, new Date(ctx.clock.now() + dayMs), ctx.tx)
  }
}
