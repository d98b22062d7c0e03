import { lazy, Suspense, useEffect } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { useSession } from './session/session';
import { maySee, type Place } from './session/places';
import { SignInPage } from './session/sign-in.page';
import { keepDraftsOf } from './submissions/drafts';
import { Frame } from './ui/frame';
import { lazyPart, patiently } from './ui/lazy-part';
import { NoRight } from './ui/no-right';
import { PageBoundary } from './ui/page-boundary';
import { PageSkeleton } from './ui/page-skeleton';
import { useNoticesWanted } from './ui/notify';
import { ProblemView } from './ui/problem';

export type MapModule = typeof import('./map/map.page');

let mapModule: MapModule | null = null;
export const mapIsHere = (module: MapModule): void => void (mapModule = module);
/** What is there already need not be waited for: after a real promise a lazy page would show its skeleton first even then. */
// oxlint-disable-next-line unicorn/no-thenable
const atOnce = (module: MapModule) => ({ then: (done: (module: MapModule) => void) => done(module) }) as Promise<MapModule>;

const MapPage = lazy(() => (mapModule ? atOnce(mapModule) : patiently(() => import('./map/map.page'))));
const UnitPage = lazyPart(() => import('./units/unit.page'));
const RecordsPage = lazyPart(() => import('./records/records.page'));
const RecordPage = lazyPart(() => import('./records/record.page'));
const SubmissionsPage = lazyPart(() => import('./submissions/submissions.page'));
const NewSubmissionPage = lazyPart(() => import('./submissions/new.page'));
const SubmissionPage = lazyPart(() => import('./submissions/submission.page'));
const FormPage = lazyPart(() => import('./forms/form.page'));
const ReviewPage = lazyPart(() => import('./review/review.page'));
const RulesPage = lazyPart(() => import('./rules/rules.page'));
const AdminPage = lazyPart(() => import('./admin/admin.page'));
const ConnectionsPage = lazyPart(() => import('./connections/connections.page'));

const PAGES: [string, Place, React.ComponentType][] = [
  ['/map', 'map', MapPage],
  ['/units/:id', 'map', UnitPage],
  ['/records/:kind', 'records', RecordsPage],
  ['/records/:kind/:id', 'records', RecordPage],
  ['/submissions', 'submissions', SubmissionsPage],
  ['/submissions/new', 'submissions', NewSubmissionPage],
  ['/submissions/form/:kind', 'submissions', FormPage],
  ['/submissions/:id', 'submissions', SubmissionPage],
  ['/review', 'review', ReviewPage],
  ['/review/:id', 'review', ReviewPage],
  // Open to everybody who is signed in, as the register is.
  ['/rules', 'records', RulesPage],
  ['/admin', 'admin', AdminPage],
];

const Notices = lazyPart(() => import('./ui/notices'));

export function App() {
  const noticesWanted = useNoticesWanted();
  return (
    <>
      <Pages />
      <Suspense>{noticesWanted && <Notices />}</Suspense>
    </>
  );
}

function Pages() {
  const session = useSession();
  const location = useLocation();
  const username = session.data?.user?.username;
  useEffect(() => {
    if (username) keepDraftsOf(username);
  }, [username]);
  if (session.isPending) return <PageSkeleton />;
  if (session.isError)
    return (
      <main className="page">
        <ProblemView error={session.error} retry={() => void session.refetch()} />
      </main>
    );
  const { user } = session.data;
  if (!user) {
    const next = location.pathname === '/' ? '' : `?next=${encodeURIComponent(location.pathname + location.search)}`;
    return (
      <Routes>
        <Route path="/sign-in" element={<SignInPage session={session.data} />} />
        <Route path="*" element={<Navigate to={`/sign-in${next}`} replace />} />
      </Routes>
    );
  }
  return (
    <Frame session={session.data} user={user}>
      <PageBoundary at={location.pathname}>
        <Suspense fallback={<PageSkeleton />}>
          <Routes>
            {PAGES.map(([path, place, Page]) => (
              <Route key={path} path={path} element={maySee(user.role, place) ? <Page /> : <NoRight place={place} />} />
            ))}
            <Route path="/connections" element={<ConnectionsPage user={user} />} />
            {/* An operator's own come first; the filter shows, and is taken off with a click. */}
            <Route path="/records" element={<Navigate to={`/records/bts-stations${user.organization ? `?owner=${user.organization.code}` : ''}`} replace />} />
            <Route path="*" element={<Navigate to={new URLSearchParams(location.search).get('next') ?? '/map'} replace />} />
          </Routes>
        </Suspense>
      </PageBoundary>
    </Frame>
  );
}
