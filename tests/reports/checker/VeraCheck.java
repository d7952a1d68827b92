import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Tells of each PDF named whether it meets PDF/UA-1, and what in it does not. */
public final class VeraCheck {
    private static final String PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

    private VeraCheck() {}

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile =
            Profiles.profileFromXml(Profiles.class.getResourceAsStream(PROFILE));
        boolean sound = true;
        for (String file : files) {
            sound &= meets(file, profile);
        }
        System.exit(sound ? 0 : 1);
    }

    private static boolean meets(String file, ValidationProfile profile) throws Exception {
        try (PDFAParser parser =
                Foundries.defaultInstance().createParser(new File(file), PDFAFlavour.PDFUA_1);
            PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println((result.isCompliant() ? "meets " : "fails ") + file);
            for (TestAssertion one : result.getTestAssertions()) {
                System.out.println("  " + one.getRuleId().getClause() + "-"
                    + one.getRuleId().getTestNumber() + " " + one.getMessage() + " at "
                    + one.getLocation().getContext());
            }
            return result.isCompliant();
        }
    }
}
