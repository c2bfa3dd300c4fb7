// The headings under which systems write our fields, Danish and English, in the folded form of fold.ts without signs.
// Only `init` reads this: a profile names its headings exactly.
import type { ProfileField } from '../profile.ts';

/** What a file is read for. The same word can mean different things: a start date is one of absence, or of enrolment. */
export type Purpose = 'fravaer' | 'elever';

type Words = Readonly<Partial<Record<ProfileField, string>>>;

const shared: Words = {
  institutionsnummer: `
    institutionsnummer institutionsnr institutionnr institutionskode instnr instnummer instkode skolekode
    skolenr skolenummer skoleid institution skole afdelingsnr afdelingsnummer institutionnumber
    institutionid institutioncode schoolid schoolcode schoolnumber schoolno schoolnr school campusid
    campuscode campus sitecode siteid site buildingcode buildingid building orgid orgcode organisationid
    organizationid orgunit establishmentnumber establishment unitcode unitid centrenumber centercode`,
  elevId: `
    elevid elevnr elevnummer unilogin uniid unilogind elevensid brugerid brugernavn personid elev studentid
    studentnumber studentno studentnr studentref pupilid pupilnumber pupilno pupilref upn learnerid
    learnernumber learnerref admissionnumber admissionno admno sisid stateid localid childid personref
    userid username student pupil learner id`,
  cpr: 'cpr cprnr cprnummer personnummer personnr civilregistrationnumber nationalid ssn',
  navn: `
    navn elevnavn elevensnavn fuldtnavn fuldenavn name fullname studentname pupilname learnername
    displayname childname`,
  fornavn: 'fornavn fornavne elevfornavn firstname givenname forename legalfirstname',
  efternavn: 'efternavn efternavne elevefternavn lastname surname familyname legallastname',
  alias: 'alias aliasnavn aliasname daeknavn',
  beskyttet: `
    beskyttet beskyttelse adressebeskyttet adressebeskyttelse navnebeskyttet navneogadressebeskyttet
    navneogadressebeskyttelse protected isprotected protectedidentity addressprotected confidential`,
  klasse: `
    klasse klassenavn stamklasse hovedgruppe klassehold klassebetegnelse class classname classcode homeroom
    homeclass homegroup formgroup form tutorgroup registrationgroup reggroup regclass maingroup
    section group groupname hold`,
  klassetrin: 'klassetrin trin aargang gradelevel grade yeargroup yearlevel ncyear classlevel level',
};

const fravaer: Words = {
  ...shared,
  dato: `
    dato fravaersdato fravaersdag datoforfravaer datoforfravaeret dag date absencedate dateofabsence
    attendancedate attdate eventdate calendardate sessiondate lessondate markdate day periode`,
  fra: `
    fra fradato datofra startdato start foerstefravaersdag foerstedag begyndt from fromdate datefrom
    startdate absencestart absencefrom absencestartdate begindate begin firstday firstdate firstdayofabsence
    leavestart`,
  til: `
    til tildato datotil slutdato slut sidstefravaersdag sidstedag ophoert to todate dateto enddate end
    absenceend absenceto absenceenddate until lastday lastdate lastdayofabsence leaveend throughdate`,
  aarsag: `
    fravaersaarsag aarsag fravaerstype fravaersart fravaerskode fravaerskategori aarsagskode kategori
    fravaersgrund fravaer type kode grund absencereason reason reasoncode reasonforabsence absencecode
    absencetype absencecategory attendancecode attendancemark attcode attendancestatus code mark category
    status leavetype excuse absence`,
  omfang: `
    omfang heldaghalvdag helhalvdag helellerhalvdag heldag halvdag andel andelafdag dage antaldage
    fravaersdage fravaersomfang amount fraction dayfraction portion portionofday partofday daypart days
    dayscount daysabsent absentdays dayvalue fullorhalfday duration extent session period`,
  lektion: `
    lektion session lektionsnr lektionsnummer lektionnr modul time lesson lessonno lessonnumber lessonnr period
    periodno periodnumber periodnr block hour timetableperiod`,
  lektionerIAlt: `
    lektionerialt lektioneridag lektionerpaadagen antallektioner lektionerdagen dagenslektioner lessonstotal
    totallessons lessonsperday lessonsthatday lessonsinday periodsperday totalperiods periodstotal
    periodsthatday periodsinday scheduledperiods scheduledlessons lessonsscheduled`,
  aar: 'aar aarstal kalenderaar year calendaryear',
  maaned: 'maaned md mdr month monthno monthnumber',
  registreret: `
    registreret registreringsdato registreretdato registrerettidspunkt indberettet oprettet recorded
    recordedat recordedon recordeddate created createdat createdon entered enteredon entrytime timestamp
    updated updatedat modified lastmodified reportedon reportdate submitted`,
};

const elever: Words = {
  ...shared,
  indmeldt: `
    indmeldt indmeldelsesdato indmeldtdato indmeldelse startdato fradato enrolled enrolledon enroldate
    enrolmentdate enrollmentdate enrolmentstart enrollmentstart entrydate entereddate admissiondate admitted
    admittedon datejoined joined joineddate startdate datefrom start`,
  udmeldt: `
    udmeldt udmeldelsesdato udmeldtdato udmeldelse slutdato tildato withdrawn withdrawaldate withdrawndate
    exitdate leavingdate leavedate dateleft leftdate left enrolmentend enrollmentend enddate dateto end
    leaver dateofleaving`,
};

/** The words of each field, the usual ones first. */
export const headingWords: Readonly<Record<Purpose, ReadonlyMap<ProfileField, readonly string[]>>> = {
  fravaer: split(fravaer),
  elever: split(elever),
};

function split(words: Words): ReadonlyMap<ProfileField, readonly string[]> {
  return new Map(
    Object.entries(words).map(([field, text]) => [field as ProfileField, text.trim().split(/\s+/)] as const),
  );
}
