"""The words that may stay in a de-identified text: everything else goes.

A list of names can never be complete; a list of the words that a clinical note needs nearly can. Most words
come from `words.txt.gz`, one a line with letters that say what is known of it:

- `c` it stands in a description of ICD-10-CM or in a title of an MS-DRG (both of the United States
  government, public domain);
- `b` it is among the commonest 12,000 words of English;
- `d` it is the name of a drug, typed in here, as are some 1,500 words of the ward that have a `c`;
- `g` it is also a given name of the United States, `n` a given name or one of the 5,000 commonest surnames,
  `m` a rarer surname (Census Bureau, frequently occurring names of 1990, public domain). These letters mark
  words that are suspicious where they are capitalised; no list of names is kept.

The English words are the lower-case words of SCOWL, sizes 10 to 60 (Spell Checker Oriented Word Lists,
Copyright 2000-2018 by Kevin Atkinson; permission to use, copy, modify, distribute and sell these word
lists, the associated scripts, the output created from the scripts, and its documentation for any purpose
is granted without fee, provided that the copyright notice appears in all copies and that both that
notice and this permission notice appear in supporting documentation; Kevin Atkinson makes no
representations about the suitability of this array for any purpose, it is provided "as is" without
express or implied warranty), those of sizes 70 and 80 with seven letters or more, and the lower-case words
of WordNet 3.0 for bodies, substances, states, acts, animals, things and qualities (WordNet 3.0 Copyright 2006
by Princeton University, all rights reserved; permission to use, copy, modify and distribute this software and
database and its documentation for any purpose and without fee or royalty is granted, provided that this
copyright notice and statement appear on all copies; it is provided "as is" and Princeton University makes no
representations or warranties, express or implied). Left out are short rare words, and words that are names
more often than words: of the sizes from 35 on every given name and the 2,000 commonest surnames, from 50 on
every surname, unless `c`.

The rest is typed in below: abbreviations, what may be capitalised, diseases that carry a name, streets.
"""

from __future__ import annotations

import functools
import gzip
from importlib import resources

__all__ = [
    "ABBREVIATIONS",
    "CAPITALISED",
    "EPONYMS",
    "MONTHS",
    "STATES",
    "STREETS",
    "TITLES",
    "capitalised",
    "vocabulary",
]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@functools.cache
def vocabulary() -> dict[str, str]:
    """Read the words that may stay, lower case, with the letters that the module's text explains.

    Examples
    --------
    >>> vocabulary()["pneumonia"], vocabulary()["rose"], "smith" in vocabulary()
    ('c', 'bgn', False)
    """
    packed = resources.files("recordsdata.records").joinpath("words.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode("ascii").splitlines()
    words = dict(line.partition(" ")[::2] for line in lines)
    return dict.fromkeys(EXTRA, "c") | words


@functools.cache
def capitalised() -> frozenset[str]:
    """Collect the words that may stand capitalised inside a sentence, drugs among them.

    Examples
    --------
    >>> "doppler" in capitalised(), "tylenol" in capitalised(), "smith" in capitalised()
    (True, True, False)
    """
    return CAPITALISED | {word for word, letters in vocabulary().items() if "d" in letters}


# Words to add to those of the file; lower case.
EXTRA = _set(
    """
abx adm afeb african american amio amox ancef app apps asian ativan atypia auth barcode barcodes biomed
birthdate blog bluetooth bx callback carina caucasian chatbot checkbox chest-tube chk cipro coags comp copay
copays creat ctdivol cx denys dig dilaudid dlp doula doulas dropdown dup dx ebook emoji epi european exp
fent fitbit flowsheet fullterm fx gadavist geocode haldol handoff handout hct hello hgb hi hispanic hotspot
ht hx ipad iphone isovue jackson-pratt ketamine keycard keypad latino levaquin levophed login logins logout
lytes ma'am malware mexican mgy miu multidisciplinary neg neurodivergent nitrazine nonadherent nondistended
nontender norepi obs offline ok okay omnipaque onboarding passcode passcodes pearly phenyl plts pos postop
preauth precedex preop prepped preterm propofol rebooked recert rehab relif remdesivir reschedule
rescheduled resps roc rx sats selfie skype smartwatch spreadsheet subacute succ surg sx tan teleconference
telehealth telemedicine thx touchpad trach trachs tx uninsured unsteady username usernames vanc vape vaped
vapes vaping videoconference visipaque voicemails webcam weblink workup workups wristband wt y/o zoom zosyn
"""
)

# Abbreviations in capitals that notes use; any other run of capitals is taken for initials or a number.
ABBREVIATIONS = _set(
    """
A AAA AAO AAROM ABCD ABG ABGS ABI ABIS ABN ABO ABVD ABX AC ACCT ACE ACEI ACHS ACL ACLS ACNP ACO ACS AD ADA
ADC ADD ADHD ADL ADLS ADM ADT AED AFB AFI AFO AFP AGA AHA AHI AI AICD AIDET AIDS AIMS AIN AJCC AKA AKI AL
ALA ALK ALL ALND ALP ALS ALT AM AMA AMI AML AMLOS AMPAC AMS ANA ANC ANCA AND AOM AOX AP APACHE APAP APC
APGAR APR APS AR ARB ARDS ARF AROM AS ASA ASAP ASC ASCVD ASD ASQ ASRS AST AT ATC ATM ATN ATRA ATTN AUDIT AV
AVF AVG AVH AVL AVM AVN AVNRT AVR AVSS AXR B BAL BBB BC BCG BDI BE BG BI BIBA BID BIN BIPAP BIPOC BIRADS BIW
BKA BLE BLED BM BMI BMP BMS BMT BNP BP BPD BPH BPM BPP BPRS BRAF BRBPR BRCA BS BSA BSN BUE BUN BVM BX C CA
CABG CAD CAGE CAH CAM CAMICU CAP CAPD CAR CARF CAT CAUTI CBC CBD CBI CC CCB CCC CCE CCTV CCU CD CDC CDI CEA
CEAP CEO CEU CF CFNP CFO CHADS CHF CHOL CHOP CI CIWA CK CKD CKMB CL CLABSI CLIA CLL CM CME CMI CML CMP CMS
CMV CN CNA CNS CO COB COPD COTA COVID CP CPAP CPD CPK CPR CPS CPT CR CRF CRNA CRP CRRT CRS CRT CSF CSM CSN
CSSRS CST CT CTA CTAB CTD CTO CTPA CTR CTV CTX CURB CV CVA CVAT CVC CVICU CVL CVP CVS CVVH CXR CYP D DAPT
DASH DAST DBP DC DCF DCIS DDH DDX DEA DES DEXA DFS DHS DIC DIEP DIP DISCH DJD DKA DL DLP DM DMARD DME DMV
DNA DNI DNR DNRCC DNVI DO DOA DOAC DOACS DOB DOE DP DPM DPOA DPT DRE DRG DRGS DT DTAP DTR DTRS DTS DVD DVT
DWI DX E EBL EBT EBV ECF ECG ECHO ECMO ECOG ECT ED EDC EDD EEG EEOC EF EFAST EGA EGD EGFR EHR EKG EMG EMPI
EMR EMS EMT EN ENT EOB EOM EOMI EOS EP EPO ER ERCP ERCPS ESBL ESI ESL ESP ESR ESRD ETA ETCO2 ETOH ETOHISM
ETT EUS EVAR EVD EVLT EXAM EXT F FAST FB FBS FDA FDG FEU FEV FFP FFR FH FHIR FHR FHT FHTS FHX FIGO FIM FIO
FISH FLACC FLAIR FMEA FMLA FNA FNP FOBT FOLFIRI FOLFOX FOV FQHC FSH FTE FTT FU FULL FUO FVC FWB FX FYI G GA
GAD GBS GC GCS GCSF GDM GED GERD GFR GGT GI GIB GJ GLASGOW GLP GMLOS GN GNR GPC GPS GSW GTPAL GTT GU GVHD
GYN H HA HAART HAC HAMD HAPI HAS HAV HBA HBIG HBV HC HCAP HCC HCG HCM HCO HCP HCPCS HCT HCTZ HCV HD HDL
HEDIS HEENT HELLP HEME HEMONC HEP HFA HFMREF HFNC HFPEF HFREF HGB HH HHA HHS HI HIB HICN HIDA HIE HIM HIPAA
HIPEC HIT HIV HJR HL7 HLA HLD HOB HOCM HONK HPF HPI HPO HPV HR HRCT HRS HRT HS HSM HSV HTN HU HUS HX I IABP
IADL IADLS IBAN IBD IBS ICA ICD ICDS ICF ICH ICP ICPS ICS ICU ID IDDM IE IED IEP IG IGA IGE IGG IGM IHC IHSS
II IIA IIB III IIIA IIIB IIIC IJ ILD IM IMA IMEI IMRT IN INC INH INR IO IOL IP IPPS IPV IQ IRB IRF IS ISBN
ISS IT ITP IU IUD IUGR IUP IV IVC IVDA IVDU IVF IVIG IVP IVPB IX JP JVD JVP K KAFO KCL KPI KPS KRAS KUB KVO
L LA LABS LAD LAE LAN LBBB LBM LBP LCIS LCPC LCSW LCTAB LCX LDH LDL LE LEAN LFT LFTS LGA LGBT LGSIL LHC LI
LIJ LIRADS LLC LLE LLL LLQ LMA LMFT LMN LMP LMR LMWH LN LOA LOC LOINC LOS LP LPC LPF LPN LR LS LSD LTAC LTCH
LTCS LUE LUL LUPA LUQ LV LVAD LVEDP LVEF LVH M MAC MADRS MAE MALT MAOI MAP MAPS MAR MAS MBBS MCA MCC MCH
MCHAT MCHC MCL MCP MCV MD MDD MDI MDMA MDS MED MELD MEN MEP MEQ MET METS MG MGUS MI MICU MIN MIP MIPS MMM
MMR MMRC MMS MMSE MMT MOCA MOLST MPI MPR MPV MR MRA MRCP MRG MRI MRN MRS MRSA MRV MS MSE MSI MSP MSSA MSW MV
MVA MVC MVP MVR N NA NABS NACL NAD NAFLD NASH NBM NBN NC NCAT NCLEX NCQA NCS ND NEC NEXUS NG NGML NGS NGT
NHS NICU NIDDM NIHSS NIL NIPPV NK NKA NKDA NO NOAC NOS NPA NPH NPI NPO NQF NRB NRBM NS NSAID NSAIDS NSCLC
NSR NST NSTEMI NSVD NT NTG NTND NVD NVI NWB NYHA O OA OASIS OB OBGYN OCD OCP OD ODD OFC OGT OHS OM OME ONC
OOB OP OPA OPPS OR ORIF OS OSA OSH OSHA OT OTC OTP OTR OU OX P PA PAC PACS PACU PAD PAF PAP PAT PBM PCA PCI
PCL PCMH PCN PCO PCOS PCP PCR PCS PCV PCWP PD PDA PDGM PDSA PDX PE PEA PEEP PEG PEGJ PERC PERRL PERRLA PET
PF PFO PFS PFT PFTS PGY PH PHD PHI PHQ PI PICC PICU PID PIH PIP PIRADS PIV PJP PKD PKU PLT PM PMD PMH PMHNP
PMHX PMI PMN PMR PN PNA PND PO POA POC POD POLST PONV POST POTS POX PPD PPE PPH PPI PPM PPN PPROM PPSV PPX
PR PRBC PRBCS PRE PRN PROM PRVC PS PSA PSH PSHX PSI PSMA PSV PSVT PT PTA PTCA PTH PTO PTSD PTT PTX PUD PV
PVC PVCS PVD PVR PWB Q QAC QAM QD QHS QID QL QNS QOD QPC QPM QR QRS QSOFA QT QTC QWK R RA RAC RAD RADS RAF
RAI RASS RBBB RBC RBCS RCA RCHOP RCT RDS RDW RE RECIST REF REM RF RFA RFID RH RHC RHHI RHIT RHOGAM RIJ RIMA
RLE RLL RLQ RLS RML RN RNA ROC ROI ROM ROP ROS ROSC RPH RR RRR RRT RSBI RSI RSV RT RTA RTC RUE RUG RUL RUQ
RV RVH RVR RVSP RVU RVUS RX RXBIN S SA SAH SAPT SARS SAT SBAR SBE SBFT SBO SBP SBRT SBT SC SCC SCD SCDS SCLC
SDX SEM SG SGA SGLT SGOT SGPT SH SHX SI SIADH SICU SIDS SIMV SIRS SK SL SLD SLE SLNB SLP SLR SMS SN SNAP SNF
SNFS SNOMED SNRI SNRIS SOAP SOB SOC SOFA SP SPEP SPO SQ SROM SSDI SSEP SSI SSN SSRI SSRIS SSS ST STAT STD
STEMI STI STIR SUBC SUBQ SUD SUV SUVMAX SUVS SV SVC SVD SVG SVR SVT SVTS SW SWI SX T TAB TACE TAH TANF TAP
TAVR TB TBD TBI TBSA TCA TCHP TCPO TDAP TE TEE TEL TEN TENS TEVAR TFCC TFTS THC TI TIA TIBC TID TIMI TIPS
TIRADS TIVA TIW TJC TKA TKR TLC TLSO TM TMB TMJ TMS TNBC TNF TNG TNM TOC TOF TOLAC TPA TPN TPR TR TRALI TRAM
TRUS TSH TTE TTN TTP TTWB TUG TUR TURBT TURP TV TX U UA UB UC UDI UE UFH UGI UGIB UICC UK UO UOP UPEP UPPP
URAC URI US USA USB UTI UV V VA VAC VAE VAP VASC VATS VBAC VBG VBGS VC VF VFIB VII VIII VIN VIP VIR VIT VM
VMAT VNA VP VPS VQ VRE VS VSD VSS VT VTACH VTE VWF VZV W WBAT WBC WBCS WC WCT WD WHO WIC WN WNL WPW WWP X XI
XII XR XRT XX XY Y YMRS YO YR Z
"""
)

# Those that are names as well, where small or beside a name.
ALSO_NAMES = _set(
    """
ADA AI AL ALL ALT AMI AN ANA ASA BAL BUN CAP DO ED FU GU HA IM IMA LA LAN LE LI LUE MAC MAE MAR MI NA NASH
NG OU PA PAT PEA PEG PROM RA ROS RUE SA SAM TEE TIA VIP
"""
)

# May stand capitalised inside a sentence: headings, departments, scales, programmes, languages, peoples.
CAPITALISED = _set(
    """
a abd abdomen abg above access accession account acct activity acute address admission admissions admit
admitted admitting advance afghanistan african-american after age aged aid alert all allergies allergy also
american an and anemia anesthesia antibiotics any apartment apgars appointment arabic are armenian army
artery as asian assessment asthma at atrial attending auscultation back bangladesh bank baptist because
behavior below bengali billing biopsy bipap birth birthdate blood blue bnp bowel box bp brazil brazilian
breast brief buddhist bun burma by bypass ca cambodia cambodian canada canadian cancer cantonese cardiac
cardiology cardiovascular care case catholic caucasian cause cell cells cellulitis certificate change chart
chest chief child china chinese chronic cl claim clinic clinical coast code coder coding cognitive colombia
coma come compensation complaint complaints complications condition congestive consult consultation
consultations contact continue coordinator copd copy coronary course covid covid-19 covidnow cpap cr creole
critical ct cuba cuban culture cultures current cv cxr dacron daily data date day days dear deceased deep
delivery dementia denies department dept description details device diabetes diagnoses diagnosis diagnostic
dialysis diarrhea dictated did died diet disability discharge discontinued disease diseases disposition do
doctor documentation does doppler dose drg drug due during dutch each ear ears echo echocardiogram ecuador
edema egypt egyptian ekg elective elevation embolism emergency ems encounter english english-speaking
eritrea estimated ethiopia ethiopian ethnicity evaluation every exam examination ext extremities eye eyes
face facility failure family farsi father fax female fever fibrillation filipino findings fistula follow
follow-up follows followup for fracture france french from full function gastrointestinal gcs gen gender
general genitourinary germany ghana glu glucose good gore-tex gram greece greek group guarantor guardian
guatemala guatemalan had haiti haitian has have hct he head health hearing heart hebrew heent hello
hematology hemoglobin hemorrhage hepatitis her hgb hi hindi hindu his hispanic history hmong home honduran
honduras hospice hospital hospitalization how hpi hr husband hyperlipidemia hypertension hypothyroidism icd
id identification if imaging immunization immunizations implant impression in inc incident index india
indian indication indications infarction infection influenza information injury inpatient inr instruction
instructions insurance insurer intake integumentary intensive intensivist internet interpreter interval
interventions iran iranian iraq iraqi ireland irish is islam islamic it italian italy iv jamaica jamaican
japan japanese jewish joint judaism justification kenya khmer kidney korea korean kurdish lab laboratory
labs landlord language lao laos laotian laparoscopic latino left length level liberia license list liver
living local location log lower lung lungs lutheran lymph male management mandarin marathi marine marines
marital mass med medicaid medical medicare medicare-advantage medication medications medicine meds member
mennonite mental method methodist mexico mg midwife monocryl mormon morocco mother mr mri mrs ms muscle
musculoskeletal muslim my myocardial name native navy neck negative neighbor neonatal nepal nepali
nephrology neuro neurologic neurological neurology new newborn next nicaragua nigeria nigerian no none
normal norwegian not note notes number nurse nursery nursing nutrition ob objective obstetric obstetrics
obstruction obstructive occupation occupational of office on oncology one op open operation operative
operator or oral order orders origin orthodox orthopaedics orthopedic orthopedics other our outcome
outpatient oxygen page pain pakistan pakistani palliative pap parent parents partial pashto passport past
pathology patient patients payer pe pediatric pediatrics pentecostal per percent performed permanent persian
person peru peruvian ph pharmacy philippines phone phos physical physician physicians place plan please plt
pmh pneumonia po poland police policy portuguese positive post postoperative ppd pregnancy preoperative
presbyterian present presented presenting pressure previous primary principal prior private problem problems
procedure procedures prof prognosis progress prolene prosthesis protestant provider psh psych psychiatric
psychiatry pt ptt pulmonary pulse punjabi quality query race radiology rate reaction reason rec recent
recommendations reconciliation record records reference referral referred referring registered
rehabilitation related relation relationship religion removal renal repair repeat replacement report
reported requested resident resp respiratory result results return review reviewed revised rh right romanian
room ros route rr russia russian rwanda safety salvadoran samoan scale scan scheduled score scottish second
secondary section seen self sepsis septic serial service services severe severity sex sexual she sheet shock
side sign signature signed signs sikh sinus skilled skin social social-work somali somalia some son sore
sorry spain spanish spanish-speaking specialist specialty specimen spouse staff stage start state status
stay stress stroke study subjective substance sudan summary supervising surgeon surgeries surgery surgical
swahili swan sweden swedish symptoms syndrome syria syrian systems tagalog take tamil tdap technique tel
telemetry telephone telugu temp temperature test tests thai thailand thank that the then therapist therapy
there these they this thorax tibetan tigrinya time to tobacco today total tract transfer transferred
transplant transport trauma treatment triage tsh turkey turkish two type uganda ukraine ukrainian ultrasound
unit units unknown unremarkable until upper urdu urgent urinary urine urology us use value valve vascular
vascular-surgery venezuela venous verified veteran veterans vicryl vietnam vietnamese visit visits vital
vitals volume warranty was we weight wellness were what when where which white-cell wi-fi wife with witness
woman women's work workers wound wristband x-ray yemen yes yesterday yiddish you your zip
"""
)

# Diseases and signs that carry a person's name: they stay beside one of their words, and go elsewhere.
EPONYMS = _set(
    """
abrams achilles acinetobacter addison adson alcock allen allgower allis alport alzheimer andersen anderson
angle ann apert apgar arbor aschoff asperger aspergillus atlanta auer auerbach babinski bacteroides
bainbridge bair baker balint balthazar banff bankart barany barlow barre barrett bartholin bartter basedow
beau bechterew becker behcet bell bence berg bernard bernstein bethesda billroth binet bird bishop bismuth
bitot blake blakemore blumberg borrmann bosniak boston bouchard bowen bozeman braden brandt braxton breslow
bristol broca broviac brown-sequard brudzinski brugada buck buerger burch burkitt candida caroli carpal
castleman chagas charcot charles chediak cheyne chiari chicago child child-pugh chlamydia chvostek
cincinnati clark clostridioides clostridium cobb codman colles conn cooley coombs cori corrigan cowden
crawford creutzfeldt creutzfeldt-jakob crigler crile crohn crouzon cullen cushing d'alonzo dandy
dandy-walker darier daroff davol deauville deaver debakey denis denver dequervain diamond dieulafoy dilantin
dix dixon dobhoff down doyen dressler duane dubin duchenne duke dukes dupuytren duret durie eaton ebstein
edinburgh edmonton edwards effendi ehlers ehlers-danlos eisenmenger ellis ellison enterococcus epley epstein
epstein-barr epworth erb escherichia esmarch essex evans ewing fabry fallot fanconi fegan fehling felson
felty ferguson fick finkelstein fisher fitzpatrick fleischner fogarty foley fontaine fontan forestier
forrest fournier fowler freund frey friedreich frohlich frykman galeazzi galen ganz garden gardner garre
gartland gaucher gehrig geneva gerota gerstmann gigli gilbert gillespie glasgow gleason gleeson goldmann
goligher goodpasture gordon gottron gowers graf gram graves gregg grey groshong grynfeltt guillain
guillain-barre gustilo gustilo-anderson haemophilus hahn hallpike halsted ham hamilton harrington harris
hartmann hashimoto hawkins hays heaney heberden hegar heimlich helicobacter heller hemophilus henderson
henle henoch henoch-schonlein herring hess hibbs hickman hicks higashi hill hill-sachs hinchey hippel
hirschsprung hodgkin hodgkin's hofmann holmes holter homans horner hounsfield howell hoyer hunner hunt
huntington hurler hutchinson ishihara jackson jacobson jakob janeway jarisch jendrassik johnson jones kager
kallmann kaposi karnofsky kartagener kasai katz kawasaki kayser kehr kellgren kelly kelman kennedy kerley
kernig kienbock kiesselbach killip kimmelstiel kirschner klebsiella kleihauer kleinfelter klinefelter kocher
koebner koplik korotkoff korsakoff korsakov kostmann krukenberg kussmaul lachman lambert langerhans lasegue
latarjet lauge lauge-hansen lauren laurin lawrence lawton leeds legionella legionnaire legionnaires lembert
leopold leriche levine lewy leydig lhermitte lichtman lindau lisfranc listeria liverpool lou lown ludwig
lugano lugol luschka lyme lynch magerl mahurkar maisonneuve malecot mallampati mallet mallory mallory-weiss
manchester mantoux marfan marie marshall masaoka maslach mason mayo mcburney mcdonald mcevedy mcmurray
mcroberts meckel mediport meigs mendelson meniere merkel metzenbaum miami mikulicz milan miller milwaukee
minnesota mirizzi mobitz modic mohs monteggia montreal moro morrey morse morton mueller muller murphy
mycobacterium mycoplasma naegele neer neisseria niemann niemann-pick nile nissen nissl noguchi noonan norton
nottingham ober ogilvie oliver ollier ommaya oppenheim ormond ortolani osborn osgood osgood-schlatter osler
oswestry paget pancoast papanicolaou paris parkinson parks patau patrick pauwels penrose permcath perthes
peutz peyer peyronie pfannenstiel pfirrmann phalen phemister pleurx plummer poland port-a-cath pott poupart
prader-willi pratt pringle prinzmetal proteus pseudomonas pugh purkinje quincke quinton rai ramsay randall
raney rankin ranson rapaport rathke raynaud reed regan reiter reye richardson richter rickham riedel rinne
rockall rockwood rocky romberg rome rorschach rosenmuller rosving roux roux-en-y rovsing rutherford ruysch
sachs salem salmon salmonella salter salter-harris santorini scarpa schatzker schatzki scheuermann schilling
schirmer schlatter schmorl schober schonlein schwann seldinger semmes sengstaken serratia sertoli sever
sheehan shigella shiley shouldice siewert sims sipple sjogren skene smith snellen snyder somogyi spetzler
spigelian spurling stanford staphylococcus steinmann stensen sternberg stevens stickler still stokes
strasberg streptococcus strumpell sturge-weber sudeck svensson swan swan-ganz sweet swenson sydenham sydney
syme takayasu takotsubo tampa tanner tay-sachs tenckhoff terry tetralogy thomas thompson tietze tinel
tischler todd tommy tonnis tooth toronto toupet tourette tourniquet traube trendelenburg trousseau truelove
tscherne tuohy turcot turner tzanck ullrich unna valsalva vancouver vater veress vienna vincent virchow
volkmann von waardenburg wagner waldenstrom waldeyer walker wallenberg wartenberg weber wegener weinstein
weitlaner wells wernicke wertheim west wharton whipple whipple's wickham willis wilms wilson winslow wiskott
wolfe wolff wolff-parkinson-white woods yankauer yergason young zadik zenker ziehl ziehl-neelsen zollinger
zollinger-ellison
"""
)
# Those that name nobody alive: a germ, a scale or a manoeuvre may stand alone.
IMPERSONAL = _set(
    """
achilles acinetobacter adson alzheimer's ann-arbor aspergillus babcock babinski bacteroides betadine
bethesda bosniak bovie braden braxton brown-sequard brugada candida child-pugh chlamydia christmas-disease
clostridioides clostridium creutzfeldt-jakob crohn's deauville debakey dobhoff doppler ehlers-danlos
enterococcus epley epstein-barr escherichia flacc fleischner fogarty gram guillain-barre haemophilus
hallpike heimlich helicobacter hemophilus henoch-schonlein hodgkin's holter hounsfield jackson-pratt kerley
kerlix klebsiella kocher-langenbeck lachman legionella levophed listeria luer luer-lock lyme mallory-weiss
mayo-hegar mcmurray metzenbaum mycobacterium mycoplasma neisseria nitrazine omnipaque osgood-schlatter
parkinson's prader-willi proteus pseudomonas raynaud's reed-sternberg romberg roux-en-y salmonella schmorl
seldinger serratia shigella shiley snellen staphylococcus streptococcus swan-ganz takotsubo tenckhoff
tetralogy trendelenburg trochar valsalva velcro veress waldenstrom weitlaner wolff-parkinson-white yankauer
ziehl-neelsen zollinger-ellison
"""
)
EPONYM_NOUNS = _set(
    """
amputation anastomosis anemia aneurysm angle anomaly approach arthritis arthroplasty assay ataxia aureus
bandage block bodies body boot boots brace bulb canal cannula cardiomyopathy category catheter cell cells
chart chorea cirrhosis clamp clamps class classification coli collar coma contractions contracture criteria
criterion cyst deformity dementia diet difficile disease disease, diverticulum drain dressing duct dystrophy
encephalopathy epilepsy equation esophagitis esophagus excess exophthalmos fall fascia feet fever filter
foot forceps formula fracture fracture-dislocation frame gangrene gap gland grade granulomatosis guidelines
hernia hugger incision index influenzae interview inventory joint lesion lesions level levels lift ligament
line lines loop lymphoma malformation maneuver maneuvers manoeuvre membrane metaplasia method monitor muscle
needle needles negative neuralgia nevus node nodes nodules operation ophthalmopathy osteotomy palsy papilla
patch patches pattern performance phenomenon pins plication pneumoniae point position positive pouch
procedure protocol psychosis pump purpura pylori questionnaire ratio reaction reduction reflex regimen
repair respirations retractor retractors rod rule rules sarcoma scale scissors score seizure sheath sign
smear space splint spots spotted stage stages staging stain standing suction sump surgery sutures syndrome
tamponade technique tendon test thickness thyroiditis traction triad trocar tube tubercle tumor tumour type
ulcer ulcers unit units virus wire wires zone
"""
)

TITLES = _set(
    """
attending capt captain col colonel detective doctor don dona dott doña dr drs father-in-law fr frau gen herr
hon imam judge lieutenant lt madam madame maj major miss mlle mme monsieur mr mrs ms mx nurse officer pastor
physician prof professor rabbi rev reverend senor senora senorita sergeant señor señora sgt sig signor
signora sir sr sra srta surgeon
"""
)

STATES = _set(
    """
alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois
indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri
montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming
"""
)

STATE_LETTERS = _set(
    """
AA AE AK AL AP AR AS AZ CA CO CT DC DE FL FM GA GU HI IA ID IL IN KS KY LA MA MD ME MH MI MN MO MP MS MT NC
ND NE NH NJ NM NV NY OH OK OR PA PR PW RI SC SD TN TX UT VA VI VT WA WI WV WY
"""
)

# Postal Service Publication 28, appendix C1, with a few words of other countries.
STREETS = _set(
    """
allee alley aly anex annex arc arcade av ave avenida avenue bayoo bayou bch beach bend bg bgs blf blfs bluff
bluffs blvd bnd bottom boulevard br branch brg bridge brk brks brook brooks btm burg burgs byp bypass calle
camp canyon cape carrera causeway center centers chemin cir circle circles cirs clb clf clfs cliff cliffs
close club cmn common commons cor corner corners cors corso course court courts cove coves cp cpe creek cres
crescent crest crk crossing crossroad crossroads crse crst cswy ct ctr ctrs cts curv curve cv cvs cyn dale
dam divide dl dm dr drive drives drs dv est estate estates ests expressway expy ext extension extensions
fall falls ferry field fields flat flats fld flds fls flt flts ford fords forest forge forges fork forks
fort frd freeway frg frk frks frst fry ft fwy gade garden gardens gasse gata gatan gateway gdn gdns glen
glens gln green greens grn grove groves grv gtwy harbor harbors haven hbr heights highway hill hills hl hls
hollow holw hts hvn hwy impasse inlet inlt is island islands isle isles iss jct junction junctions katu key
keys knl knls knoll knolls ky kys laan lake lakes land landing lane lcks ldg lgt light lights lk lks ln lndg
loaf lock locks lodge loop mall manor manors mdw mdws meadow meadows mews mill mills mission ml mls mnr
motorway mount mountain mountains msn mt mtn mtns mtwy nck neck opas orch orchard oval overpass ovl park
parks parkway parkways paseo pass passage path piazza pike pine pines pkwy pl place plain plains platz plaza
plein pln plns plz pne pnes point points port ports pr prairie prt prts psge pt pts quay radial radl ramp
ranch rapid rapids rd rdg rdgs rds rest ridge ridges riv river rnch road roads route row rpd rpds rst rte
rua rue run shl shls shoal shoals shore shores shr shrs skwy skyway smt spg spgs spring springs spur spurs
sq square squares st sta station str stra straat strasse stravenue straße stream street streets strm sts
summit ter terrace throughway tie tpke trace track trafficway trail trailer trak travessa trce trfy trl trlr
trwy tunl tunnel turnpike ul ulica un underpass union unions upas valley valleys vej via viaduct viale view
views village villages ville vis vista vl vlg vly vlys vw vws vägen walk walks wall way ways weg well wells
wl wls xing
"""
)

# The months in the languages that notes from elsewhere carry; English first, with abbreviations.
MONTHS = _set(
    """
abril agosto aout août apr april aprile aug august augustus avril czerwca dec december decembre dezember
dezembro dicembre diciembre décembre enero feb febbraio febrero februar februari february fevereiro fevrier
février gennaio giugno grudnia jan janeiro januar januari january janvier juillet juin jul julho juli julio
july jun june junho juni junio jänner kwietnia lipca listopada luglio lutego maart maerz maggio mai maio
maja mar marca march marco mars marzo março may mayo mei märz nov november novembre novembro noviembre oct
october octobre octubre oktober ottobre outubro października sep sept september septembre septiembre
setembro setiembre settembre sierpnia stycznia września
"""
)
