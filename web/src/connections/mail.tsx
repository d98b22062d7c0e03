import { Button, Skeleton, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../text';
import { Note } from '../ui/note';
import { notify } from '../ui/notify';
import { ProblemView } from '../ui/problem';
import css from './connections.module.css';
import { useContact, useSetEmail, type Contact } from './queries';

/** Where the notices come by mail. */
export function Mail() {
  const { say } = useWords();
  const contact = useContact();
  return (
    <section aria-labelledby="mail" className={css.section}>
      <Title order={2} id="mail">
        {say('access.mail')}
      </Title>
      {contact.isPending && <Skeleton height={64} />}
      {contact.isError && <ProblemView error={contact.error} retry={() => void contact.refetch()} />}
      {contact.data && <MailForm contact={contact.data} />}
    </section>
  );
}

function MailForm({ contact }: { contact: Contact }) {
  const { say } = useWords();
  const [email, setEmail] = useState(contact.email ?? '');
  const save = useSetEmail();
  const wanted = email.trim() || null;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(wanted, {
          onSuccess: () => void notify({ tone: 'good', title: say('access.mail'), text: say(wanted ? 'access.mailSaved' : 'access.mailGone', { email }) }),
        });
      }}
    >
      <Text size="sm">{say('access.mailText')}</Text>
      {!contact.sendsMail && <Note tone="info">{say('access.noMail')}</Note>}
      <div className={css.row}>
        <TextInput
          type="email"
          className={css.wide}
          label={say('access.email')}
          autoComplete="email"
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={save.isPending} disabled={wanted === contact.email}>
          {say('access.save')}
        </Button>
      </div>
      {save.isError && <ProblemView error={save.error} />}
    </form>
  );
}
