import { Modal, Text, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attributesQuery, createAttribute, updateAttribute, type AttributeDraft, type UserAttribute } from '../../api/attributes.ts'
import { DialogForm } from '../../components/dialog-form.tsx'
import { toastDone } from '../../components/toast.ts'
import { isAttributeName } from './attribute-name.ts'
import { GroupValues, PersonValues } from './attribute-values.tsx'

type Props = { /** Null: a new one. */ attribute: UserAttribute | null; /** Suggested for a new one. */ name: string; onClose: () => void }

const draftOf = (attribute: UserAttribute | null, name: string): AttributeDraft =>
  attribute === null
    ? { name, attributeDefault: null, users: [], groups: [] }
    : {
        name: attribute.name,
        ...(attribute.description === undefined ? {} : { description: attribute.description }),
        attributeDefault: attribute.attributeDefault,
        users: attribute.users.map(({ userUuid, value }) => ({ userUuid, value })),
        groups: attribute.groups.map(({ groupUuid, value }) => ({ groupUuid, value })),
      }

/** Makes or changes an attribute with all its values. Stays open until it worked. */
export function AttributeDialog({ attribute, name: suggested, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<AttributeDraft>(() => draftOf(attribute, suggested))
  const set = (part: Partial<AttributeDraft>): void => setDraft((before) => ({ ...before, ...part }))
  const wrongName = draft.name !== '' && !isAttributeName(draft.name)
  const save = async (): Promise<void> => {
    await (attribute === null ? createAttribute(draft) : updateAttribute(attribute.uuid, draft))
    // What people see depends on it: nothing that was answered before is sure to hold.
    await queryClient.invalidateQueries()
    await queryClient.invalidateQueries({ queryKey: attributesQuery.queryKey })
    toastDone(t('attributes.saved'))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={attribute === null ? t('attributes.new') : t('attributes.editTitle', { name: attribute.name })} size="lg">
      <DialogForm submit={t('dialog.save')} disabled={!isAttributeName(draft.name)} onSubmit={save} failed={t('attributes.saveFailed')} onClose={onClose}>
        <TextInput
          label={t('attributes.name')}
          description={t('attributes.nameHint')}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={wrongName ? t('attributes.wrongName') : undefined}
          required
          maxLength={200}
        />
        <Textarea
          label={t('attributes.about')}
          value={draft.description ?? ''}
          onChange={(event) => set({ description: event.currentTarget.value })}
          autosize
          maxLength={5000}
        />
        <TextInput
          label={t('attributes.defaultLabel')}
          description={t('attributes.defaultHint')}
          value={draft.attributeDefault ?? ''}
          onChange={(event) => set({ attributeDefault: event.currentTarget.value === '' ? null : event.currentTarget.value })}
          maxLength={2000}
        />
        <PersonValues values={draft.users} onChange={(users) => set({ users })} />
        <GroupValues values={draft.groups} onChange={(groups) => set({ groups })} />
        <Text size="xs" c="dimmed">
          {t('attributes.several')}
        </Text>
      </DialogForm>
    </Modal>
  )
}
