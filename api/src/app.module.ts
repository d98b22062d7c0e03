import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AccessGuard } from './access/access.guard.js';
import { AccessService } from './access/access.service.js';
import { SessionController } from './access/session.controller.js';
import { TokensController } from './access/tokens.controller.js';
import { TokensService } from './access/tokens.service.js';
import { CONFIG, type Config } from './config.js';
import { SystemsController } from './geo/systems.controller.js';
import { ContactController } from './deliveries/contact.controller.js';
import { ContactService } from './deliveries/contact.service.js';
import { DeliveriesService } from './deliveries/deliveries.service.js';
import { DeliveryLoop } from './deliveries/delivery-loop.js';
import { Mailer } from './deliveries/mailer.js';
import { WebhooksController } from './deliveries/webhooks.controller.js';
import { WebhooksService } from './deliveries/webhooks.service.js';
import { HealthController } from './health.controller.js';
import { ErrorFilter } from './http/error.filter.js';
import { validation } from './http/validation.js';
import { IdempotencyKeys } from './idempotency/idempotency-keys.js';
import { NoticesController } from './notices/notices.controller.js';
import { NoticesService } from './notices/notices.service.js';
import { OrganizationsController } from './organizations/organizations.controller.js';
import { OrganizationsService } from './organizations/organizations.service.js';
import { FeaturesService } from './registry/features.service.js';
import { KindsController } from './registry/kinds.controller.js';
import { KINDS } from './registry/kinds.js';
import { recordsControllerFor } from './registry/records.controller.js';
import { RecordsService } from './registry/records.service.js';
import { LinksController, surroundingsControllerFor } from './registry/surroundings.controller.js';
import { ReportController } from './reports/report.controller.js';
import { ReportService } from './reports/report.service.js';
import { WorkbookReport } from './reports/workbook-report.js';
import { SeriesController } from './status/series.controller.js';
import { SeriesService } from './status/series.service.js';
import { NearestController } from './nearest/nearest.controller.js';
import { NearestService } from './nearest/nearest.service.js';
import { SearchController } from './search/search.controller.js';
import { SearchService } from './search/search.service.js';
import { StatusController } from './status/status.controller.js';
import { StatusService } from './status/status.service.js';
import { SumsService } from './sums/sums.service.js';
import { AfterWork } from './submissions/after-work.js';
import { BulkEditsService } from './submissions/bulk-edits.service.js';
import { LeftOutService } from './submissions/left-out.service.js';
import { ClaimsController } from './submissions/claims.controller.js';
import { ClaimsService } from './submissions/claims.service.js';
import { ConcludeService } from './submissions/conclude.service.js';
import { Settling } from './submissions/settling.js';
import { ConflictsController } from './submissions/conflicts.controller.js';
import { ConflictsService } from './submissions/conflicts.service.js';
import { FileStore } from './submissions/files.js';
import { CoordinatesController } from './submissions/coordinates.controller.js';
import { CoordinatesService } from './submissions/coordinates.service.js';
import { ElsewhereController } from './submissions/elsewhere.controller.js';
import { ElsewhereService } from './submissions/elsewhere.service.js';
import { FollowUpController } from './submissions/follow-up.controller.js';
import { FollowUpService } from './submissions/follow-up.service.js';
import { RulesController } from './submissions/checks/rules.controller.js';
import { RulesService } from './submissions/checks/rules.service.js';
import { ItemsController } from './submissions/items.controller.js';
import { ItemsService } from './submissions/items.service.js';
import { JobsService } from './submissions/jobs.service.js';
import { NeighboursService } from './submissions/neighbours.service.js';
import { ReadingService } from './submissions/reading.service.js';
import { ReadingTask } from './submissions/reading.task.js';
import { ReceiveService } from './submissions/receive.service.js';
import { revertControllerFor } from './submissions/revert.controller.js';
import { RevertService } from './submissions/revert.service.js';
import { ReviewService } from './submissions/review.service.js';
import { SubmissionsController } from './submissions/submissions.controller.js';
import { SubmissionsService } from './submissions/submissions.service.js';
import { templateControllerFor } from './templates/template.controller.js';
import { UploadsController } from './submissions/uploads.controller.js';
import { UploadsService } from './submissions/uploads.service.js';
import { waitingControllerFor } from './submissions/waiting.controller.js';
import { WaitingService } from './submissions/waiting.service.js';
import { WordsController } from './submissions/words.controller.js';
import { WordsService } from './submissions/words.service.js';
import { CellsService } from './tiles/cells.service.js';
import { KeptAnswers } from './registry/kept-answers.js';
import { TagsService } from './registry/tags.service.js';
import { TileJsonService } from './tiles/tilejson.service.js';
import { tilesControllerFor } from './tiles/tiles.controller.js';
import { TilesService } from './tiles/tiles.service.js';
import { UnitController } from './units/unit.controller.js';
import { UnitService } from './units/unit.service.js';
import { UnitsController } from './units/units.controller.js';
import { UnitsService } from './units/units.service.js';
import { ViewsController } from './views/views.controller.js';
import { ViewsService } from './views/views.service.js';

@Module({})
export class AppModule {
  static with(config: Config, dataSource: DataSource): DynamicModule {
    return {
      module: AppModule,
      controllers: [
        SessionController,
        TokensController,
        NoticesController,
        ContactController,
        WebhooksController,
        KindsController,
        OrganizationsController,
        UnitsController,
        UnitController,
        StatusController,
        SeriesController,
        SearchController,
        NearestController,
        ViewsController,
        SubmissionsController,
        ItemsController,
        ReportController,
        ...KINDS.map(templateControllerFor),
        ClaimsController,
        ConflictsController,
        WordsController,
        ElsewhereController,
        FollowUpController,
        UploadsController,
        CoordinatesController,
        SystemsController,
        RulesController,
        LinksController,
        ...KINDS.map(recordsControllerFor),
        ...KINDS.map(surroundingsControllerFor),
        ...KINDS.map(revertControllerFor),
        ...KINDS.map(waitingControllerFor),
        ...KINDS.map(tilesControllerFor),
        HealthController,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: DataSource, useValue: dataSource },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_PIPE, useFactory: validation },
        AccessService,
        TokensService,
        IdempotencyKeys,
        NoticesService,
        Mailer,
        DeliveriesService,
        DeliveryLoop,
        ContactService,
        WebhooksService,
        OrganizationsService,
        UnitsService,
        UnitService,
        RecordsService,
        FeaturesService,
        StatusService,
        SumsService,
        CellsService,
        TagsService,
        KeptAnswers,
        TileJsonService,
        TilesService,
        SeriesService,
        SearchService,
        NearestService,
        ViewsService,
        FileStore,
        UploadsService,
        JobsService,
        ReadingTask,
        ReadingService,
        ConcludeService,
        Settling,
        SubmissionsService,
        ItemsService,
        AfterWork,
        BulkEditsService,
        LeftOutService,
        CoordinatesService,
        ReceiveService,
        ReviewService,
        WorkbookReport,
        ReportService,
        ClaimsService,
        ConflictsService,
        NeighboursService,
        WaitingService,
        WordsService,
        ElsewhereService,
        FollowUpService,
        RevertService,
        RulesService,
      ],
    };
  }
}
