import { Units1606867200001 } from './1606867200001-units.js';
import { Access1606867200002 } from './1606867200002-access.js';
import { Records1606867200003 } from './1606867200003-records.js';
import { HistoryAndPlacement1606867200004 } from './1606867200004-history-and-placement.js';
import { Submissions1606867200005 } from './1606867200005-submissions.js';
import { SubmissionWork1606867200006 } from './1606867200006-submission-work.js';
import { Pieces1606867200007 } from './1606867200007-pieces.js';
import { Connections1606867200008 } from './1606867200008-connections.js';
import { Review1606867200009 } from './1606867200009-review.js';
import { Sums1606867200010 } from './1606867200010-sums.js';
import { Tiles1606867200011 } from './1606867200011-tiles.js';
import { RegisterDays1606867200013 } from './1606867200013-register-days.js';
import { SearchAndViews1606867200014 } from './1606867200014-search-and-views.js';
import { RoomInPackages1606867200015 } from './1606867200015-room-in-packages.js';
import { ReturnedState1606867200016 } from './1606867200016-returned-state.js';
import { UnitSums1606867200020 } from './1606867200020-unit-sums.js';
import { MendedCounts1606867200021 } from './1606867200021-mended-counts.js';
import { SumsByParty1606867200022 } from './1606867200022-sums-by-party.js';
import { BulkEdits1606867200023 } from './1606867200023-bulk-edits.js';
import { RuleRevisions1606867200024 } from './1606867200024-rule-revisions.js';
import { WorkMem1606867200025 } from './1606867200025-work-mem.js';
import { ReturnedItems1606867200026 } from './1606867200026-returned-items.js';
import { AppliedItems1606867200027 } from './1606867200027-applied-items.js';
import { LeftOutItems1606867200028 } from './1606867200028-left-out-items.js';
import { PlacedAhead1606867200029 } from './1606867200029-placed-ahead.js';
import { References1606867200030 } from './1606867200030-references.js';
import { ReadRevisions1606867200031 } from './1606867200031-read-revisions.js';
import { AsSent1606867200032 } from './1606867200032-as-sent.js';
import { CurrentVersions1606867200033 } from './1606867200033-current-versions.js';
import { UnwordedSubmissions1606867200034 } from './1606867200034-unworded-submissions.js';
import { QuickerFolding1606867200035 } from './1606867200035-quicker-folding.js';
import { ItemsInLine1606867200036 } from './1606867200036-items-in-line.js';
import { PackagesClosePacked1606867200037 } from './1606867200037-packages-close-packed.js';
import { CheckedAs1606867200038 } from './1606867200038-checked-as.js';
import { FileRows1606867200039 } from './1606867200039-file-rows.js';
import { RecordTexts1606867200040 } from './1606867200040-record-texts.js';
import { AgreementsWait1606867200041 } from './1606867200041-agreements-wait.js';

/** All migrations, oldest first. */
export const MIGRATIONS = [
  Units1606867200001,
  Access1606867200002,
  Records1606867200003,
  HistoryAndPlacement1606867200004,
  Submissions1606867200005,
  SubmissionWork1606867200006,
  Pieces1606867200007,
  Connections1606867200008,
  Review1606867200009,
  Sums1606867200010,
  Tiles1606867200011,
  RegisterDays1606867200013,
  SearchAndViews1606867200014,
  RoomInPackages1606867200015,
  ReturnedState1606867200016,
  UnitSums1606867200020,
  MendedCounts1606867200021,
  SumsByParty1606867200022,
  BulkEdits1606867200023,
  RuleRevisions1606867200024,
  WorkMem1606867200025,
  ReturnedItems1606867200026,
  AppliedItems1606867200027,
  LeftOutItems1606867200028,
  PlacedAhead1606867200029,
  References1606867200030,
  ReadRevisions1606867200031,
  AsSent1606867200032,
  CurrentVersions1606867200033,
  UnwordedSubmissions1606867200034,
  QuickerFolding1606867200035,
  ItemsInLine1606867200036,
  PackagesClosePacked1606867200037,
  CheckedAs1606867200038,
  FileRows1606867200039,
  RecordTexts1606867200040,
  AgreementsWait1606867200041,
];
