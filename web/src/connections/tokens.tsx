import { Button, Skeleton, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../text';
import { formatDate, formatInstant } from '../text/format';
import { Empty } from '../ui/empty';
import { ProblemView } from '../ui/problem';
import { Tag, type Tone } from '../ui/tag';
import { Confirm } from './confirm';
import css from './connections.module.css';
import { NewToken } from './new-token';
import { useRevokeToken, useTokens, type Token } from './queries';

type State = 'inUse' | 'expired' | 'revoked';
const TONES: Record<State, Tone> = { inUse: 'good', expired: 'muted', revoked: 'muted' };
const stateOf = (token: Token): State => (token.revokedAt ? 'revoked' : Date.parse(token.expiresAt) < Date.now() ? 'expired' : 'inUse');

/** By what one's programs are let in. */
export function Tokens() {
  const { say } = useWords();
  const tokens = useTokens();
  const [revoking, setRevoking] = useState<Token | null>(null);
  return (
    <section aria-labelledby="tokens" className={css.section}>
      <Title order={2} id="tokens">
        {say('access.tokens')}
      </Title>
      <Text size="sm">
        {say('access.tokensText')}{' '}
        <a href="/api/docs" target="_blank" rel="noreferrer">
          {say('access.docs')}
        </a>
      </Text>
      <NewToken />
      {tokens.isPending && <Skeleton height={96} />}
      {tokens.isError && <ProblemView error={tokens.error} retry={() => void tokens.refetch()} />}
      {tokens.data?.items.length === 0 && <Empty title={say('access.noTokens')} text={say('access.noTokensText')} />}
      {!!tokens.data?.items.length && <TokenTable items={tokens.data.items} revoke={setRevoking} />}
      {revoking && <Revoke token={revoking} close={() => setRevoking(null)} />}
    </section>
  );
}

function TokenTable({ items, revoke }: { items: Token[]; revoke: (token: Token) => void }) {
  const { say } = useWords();
  return (
    <div className="table-scroll">
      <table className="table">
        <caption className="hidden">{say('access.tokens')}</caption>
        <thead>
          <tr>
            {['name', 'hint', 'state', 'created', 'used', 'expires'].map((column) => (
              <th key={column} scope="col">
                {say(`access.column.${column}`)}
              </th>
            ))}
            <th scope="col">
              <span className="hidden">{say('access.revoke')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((token) => (
            <tr key={token.id}>
              <td>
                <strong>{token.name}</strong>
              </td>
              <td>
                <code>{token.hint}…</code>
              </td>
              <td>
                <Tag tone={TONES[stateOf(token)]}>{say(`access.state.${stateOf(token)}`)}</Tag>
              </td>
              <td>{formatDate(token.createdAt)}</td>
              <td>{token.lastUsedAt ? formatInstant(token.lastUsedAt) : say('access.never')}</td>
              <td>{formatDate(token.expiresAt)}</td>
              <td>
                {stateOf(token) === 'inUse' && (
                  <Button size="compact-xs" variant="default" aria-label={say('access.revokeOne', { name: token.name })} onClick={() => revoke(token)}>
                    {say('access.revoke')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Revoke({ token, close }: { token: Token; close: () => void }) {
  const { say } = useWords();
  const revoke = useRevokeToken();
  return (
    <Confirm
      title={say('access.revokeOne', { name: token.name })}
      text={say('access.revokeText')}
      button={say('access.revoke')}
      pending={revoke.isPending}
      error={revoke.error}
      confirm={() => revoke.mutate(token.id, { onSuccess: close })}
      close={close}
    />
  );
}
