import { Button, Card, Group, MultiSelect, Select, Stack, TagsInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { noticeTypes } from '../../../api/app-runs.ts'
import type { GivenNotice } from '../../../api/app-schedules.ts'
import { groupsQuery } from '../../../api/groups.ts'
import { membersQuery, nameOf } from '../../../api/members.ts'
import { RemoveButton } from '../../../components/remove-button.tsx'

type Props = { notices: readonly GivenNotice[]; onChange: (notices: GivenNotice[]) => void }

/** Who is told of runs, and of which. */
export function NoticeFields({ notices, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Stack gap="xs">
      {notices.map((notice, place) => (
        <NoticeField
          // They have no other name than their place.
          key={place}
          notice={notice}
          onChange={(changed) => onChange(notices.with(place, changed))}
          onRemove={() => onChange(notices.toSpliced(place, 1))}
        />
      ))}
      <Group>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...notices, { type: 'failure', userUuids: [], groupUuids: [], slackChannelIds: [] }])}
        >
          {t('appSchedules.addNotice')}
        </Button>
      </Group>
    </Stack>
  )
}

function NoticeField({ notice, onChange, onRemove }: { notice: GivenNotice; onChange: (notice: GivenNotice) => void; onRemove: () => void }) {
  const { t } = useTranslation()
  const members = useQuery(membersQuery).data ?? []
  const groups = useQuery(groupsQuery).data ?? []
  return (
    <Card withBorder padding="sm">
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" align="flex-end">
          <Select
            label={t('appSchedules.tellWhen')}
            data={noticeTypes.map((value) => ({ value, label: t(`appSchedules.notice.${value}`) }))}
            value={notice.type}
            allowDeselect={false}
            onChange={(picked) => onChange({ ...notice, type: noticeTypes.find((type) => type === picked) ?? 'failure' })}
          />
          <RemoveButton label={t('appSchedules.removeNotice')} onClick={onRemove} />
        </Group>
        <MultiSelect
          label={t('appSchedules.people')}
          data={members.map((member) => ({ value: member.userUuid, label: nameOf(member) }))}
          value={notice.userUuids}
          searchable
          limit={100}
          onChange={(userUuids) => onChange({ ...notice, userUuids })}
        />
        {(groups.length > 0 || notice.groupUuids.length > 0) && (
          <MultiSelect
            label={t('appSchedules.groups')}
            data={groups.map(({ uuid, name }) => ({ value: uuid, label: name }))}
            value={notice.groupUuids}
            searchable
            limit={100}
            onChange={(groupUuids) => onChange({ ...notice, groupUuids })}
          />
        )}
        <TagsInput
          label={t('appSchedules.slack')}
          description={t('appSchedules.slackHint')}
          value={notice.slackChannelIds}
          onChange={(ids) => onChange({ ...notice, slackChannelIds: ids.map((id) => id.trim().toUpperCase()) })}
        />
      </Stack>
    </Card>
  )
}
