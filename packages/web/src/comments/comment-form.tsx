import { mentionedIn, richTextHtml, richTextOf, type NamedPerson } from '@atrium/documents'
import { Button, Combobox, Group, Textarea, useCombobox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mentionableQuery, type Commented, type MentionablePerson, type NewComment } from '../api/comments.ts'
import { userQuery } from '../api/session.ts'
import { toastFailed } from '../components/toast.ts'

type Props = {
  on: Commented
  partId: string
  label: string
  submit: string
  onSubmit: (comment: Omit<NewComment, 'replyTo'>) => Promise<unknown>
  onCancel?: () => void
}

const longest = 5000
const offered = 6

type Offered = NamedPerson & { email: string }

const named = ({ userUuid, firstName, lastName, email }: MentionablePerson): Offered => ({ userId: userUuid, name: `${firstName} ${lastName}`.trim(), email })

/** What stands between the last `@` before the caret and the caret; null where no mention is being typed. */
const beginningMention = (text: string): string | null => /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}.' -]{0,40})$/u.exec(text)?.[1] ?? null

/** Writes a comment; `@` offers people who may see what it is about. */
export function CommentForm({ on, partId, label, submit, onSubmit, onCancel }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [caret, setCaret] = useState(0)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const ownUuid = useQuery(userQuery).data?.userUuid
  /** Those who were picked, the last one first: of people with the same name they are who is meant. */
  const [picked, setPicked] = useState<readonly string[]>([])
  const others = (useQuery(mentionableQuery(on, partId)).data ?? []).map(named).filter(({ userId }) => userId !== ownUuid)
  const people = [...others.filter(({ userId }) => picked.includes(userId)), ...others.filter(({ userId }) => !picked.includes(userId))]
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const begun = beginningMention(text.slice(0, caret))
  const found =
    begun === null ? [] : people.filter(({ name }) => name.toLowerCase().startsWith(begun.toLowerCase()) && name !== begun.trimEnd()).slice(0, offered)
  const change = (next: string, at: number): void => {
    setText(next)
    setCaret(at)
    if (beginningMention(next.slice(0, at)) === null) combobox.closeDropdown()
    else {
      combobox.openDropdown()
      combobox.updateSelectedOptionIndex()
    }
  }
  const mention = (userId: string): void => {
    const person = people.find((each) => each.userId === userId)
    if (person === undefined || begun === null) return
    setPicked([userId, ...picked.filter((each) => people.find((one) => one.userId === each)?.name !== person.name)])
    const head = `${text.slice(0, caret - begun.length)}${person.name} `
    change(head + text.slice(caret), head.length)
    combobox.closeDropdown()
    field.current?.focus()
  }
  const send = async (): Promise<void> => {
    setBusy(true)
    try {
      await onSubmit({ text: text.trim(), textHtml: richTextHtml(richTextOf(text, people)), mentions: mentionedIn(text, people) })
      setText('')
    } catch (error) {
      toastFailed(t('comments.sendFailed'), error)
    } finally {
      setBusy(false)
    }
  }
  const canSend = text.trim() !== '' && !busy
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (canSend) void send()
      }}
    >
      <Combobox store={combobox} onOptionSubmit={mention} withinPortal>
        <Combobox.Target>
          <Textarea
            ref={field}
            aria-label={label}
            placeholder={t('comments.placeholder')}
            value={text}
            maxLength={longest}
            autosize
            minRows={2}
            maxRows={8}
            onChange={(event) => change(event.currentTarget.value, event.currentTarget.selectionStart)}
            onBlur={() => combobox.closeDropdown()}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && canSend) void send()
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={found.length === 0}>
          <Combobox.Options aria-label={t('comments.people')}>
            {found.map(({ userId, name, email }) => (
              <Combobox.Option key={userId} value={userId}>
                {name}
                {others.filter((each) => each.name === name).length > 1 && ` · ${email}`}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <Group justify="flex-end" gap="xs" mt={6}>
        {onCancel !== undefined && (
          <Button size="xs" variant="default" onClick={onCancel}>
            {t('dialog.cancel')}
          </Button>
        )}
        <Button size="xs" type="submit" loading={busy} disabled={!canSend}>
          {submit}
        </Button>
      </Group>
    </form>
  )
}
